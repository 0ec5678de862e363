package dev.chancery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.Assertions;
import tools.jackson.core.type.TypeReference;

/// What a server answered.
public record Answer(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String body() {
        return new String(response.body(), UTF_8);
    }

    public Map<String, Object> json() {
        return JsonText.MAPPER.readValue(response.body(), new TypeReference<>() {});
    }

    public Object get(String member) {
        return json().get(member);
    }

    public String text(String member) {
        return String.valueOf(get(member));
    }

    public Answer expect(int status) {
        Assertions.assertThat(status()).as(body()).isEqualTo(status);
        return this;
    }

    /// The claims of the `access_token`, unchecked.
    public Map<String, Object> claims() {
        return claimsOf(text("access_token"));
    }

    public static Map<String, Object> claimsOf(String jwt) {
        return partOf(jwt, 1);
    }

    /// The header (0) or the claims (1), unchecked.
    public static Map<String, Object> partOf(String jwt, int part) {
        var decoded = Base64.getUrlDecoder().decode(jwt.split("\\.")[part]);
        return JsonText.MAPPER.readValue(decoded, new TypeReference<>() {});
    }
}
