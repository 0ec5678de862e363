package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.claims.ClaimsMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@DisplayName("The types of mappers")
class MapperTypesTest {

    @Test
    @DisplayName("are all in the schema of a realm's document")
    void described() {
        var schema = new YAMLMapper().readTree(getClass().getResourceAsStream("/schema/realm-configuration.yaml"));

        assertThat(schema.at("/$defs/mapper/properties/type/enum").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(
                        House.claimsMappers().stream().map(ClaimsMapper::type).toList());
    }
}
