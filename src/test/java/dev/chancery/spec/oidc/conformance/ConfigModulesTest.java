package dev.chancery.spec.oidc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Setting;
import dev.chancery.TestServer;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The plan config")
class ConfigModulesTest {
    private static final String ISSUER = "https://id.example.com/realms/master";

    @RegisterExtension
    static final TestServer SERVER = new TestServer().with(Setting.PUBLIC_URL, "https://id.example.com");

    @Test
    @DisplayName(
            "oidcc-discovery-endpoint-verification: Discovery §3, §4.3 all that has to be listed, and https throughout")
    void discovery() {
        var answer =
                SERVER.get("/realms/master/.well-known/openid-configuration").expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json())
                .containsEntry("issuer", ISSUER)
                .containsEntry("authorization_endpoint", ISSUER + "/protocol/openid-connect/auth")
                .containsEntry("claims_parameter_supported", true)
                .containsEntry("request_parameter_supported", false)
                .containsEntry("request_uri_parameter_supported", false);
        for (var member : List.of("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"))
            assertThat(answer.text(member)).startsWith(ISSUER + "/");
        listed("response_types_supported").contains("code");
        listed("grant_types_supported").contains("authorization_code");
        listed("subject_types_supported").contains("public");
        listed("id_token_signing_alg_values_supported").contains("RS256");
        listed("scopes_supported").contains("openid", "profile", "email", "address", "phone");
        listed("claims_supported").contains("sub", "name", "email");
        listed("code_challenge_methods_supported").containsExactly("S256");
    }

    private static ListAssert<String> listed(String member) {
        return assertThat(SERVER.get("/realms/master/.well-known/openid-configuration")
                        .get(member))
                .as(member)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class));
    }
}
