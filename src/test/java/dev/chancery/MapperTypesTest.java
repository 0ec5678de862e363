package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.claims.ClaimsMapper;
import dev.chancery.console.Field;
import dev.chancery.console.MapperForm;
import dev.chancery.scope.MapperType;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    @DisplayName("are all to be had in the console, each with all that it knows; but for those that clients alone have")
    void asked() {
        var ofScopes = House.claimsMappers().stream()
                .filter(type -> !type.decidesSubject())
                .toList();

        assertThat(MapperForm.OF_SCOPES)
                .extracting(MapperForm::wire)
                .containsExactlyInAnyOrderElementsOf(
                        ofScopes.stream().map(ClaimsMapper::type).toList());
        for (var type : ofScopes)
            assertThat(asked(type)).as(type.type()).containsExactlyInAnyOrderElementsOf(known(type));
    }

    private static List<String> asked(ClaimsMapper type) {
        return MapperForm.OF_SCOPES.stream()
                .filter(form -> form.wire().equals(type.type()))
                .flatMap(form -> form.fields().all().stream())
                .map(Field::member)
                .filter(member -> member.equals("claim") || member.startsWith("config."))
                .toList();
    }

    private static List<String> known(ClaimsMapper type) {
        var config = Stream.concat(type.required().stream(), type.optional().stream())
                .map(entry -> "config." + entry);
        var claim = type.claim() == MapperType.Claim.NONE ? Stream.<String>empty() : Stream.of("claim");
        return Stream.concat(config, claim).toList();
    }
}
