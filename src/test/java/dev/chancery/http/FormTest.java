package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Forms: RFC 6749 appendix B")
class FormTest {

    @Test
    @DisplayName("names and values are decoded, + is a space, and what is absent is empty")
    void decodes() {
        var form = Form.parse(
                "grant_type=client_credentials&scope=read+write&name=caf%C3%A9&&plus=%2B&raw=é&b=%3D%26&c=a=b");

        assertThat(form.one("grant_type")).hasValue("client_credentials");
        assertThat(form.one("scope")).hasValue("read write");
        assertThat(form.one("name")).hasValue("café");
        assertThat(form.one("plus")).hasValue("+");
        assertThat(form.one("raw")).hasValue("é");
        assertThat(form.one("b")).hasValue("=&");
        assertThat(form.one("c")).hasValue("a=b");
        assertThat(form.one("absent")).isEmpty();
        assertThat(form.fields()).hasSize(7);
    }

    @Test
    @DisplayName("RFC 6749 §3.1 a parameter sent without a value is treated as omitted")
    void empty_is_absent() {
        var form = Form.parse("a=&b&=x");

        assertThat(form.one("a")).isEmpty();
        assertThat(form.one("b")).isEmpty();
        assertThat(form.all("a")).containsExactly("");
        assertThat(form.all("")).containsExactly("x");
    }

    @Test
    @DisplayName("repetitions are kept and told, and never silently narrowed to one")
    void repeated() {
        var form = Form.parse("a=1&b=2&a=3&%61=4");

        assertThat(form.all("a")).containsExactly("1", "3", "4");
        assertThat(form.repeated()).containsExactly("a");
        assertThatThrownBy(() -> form.one("a")).isInstanceOf(HttpRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%2",
                "a=%zz",
                "a=%+1",
                "%=a",
                "a=%00",
                "a=%ff",
                "a=%c0%80",
                "a=%ed%a0%80",
                "a=%C3",
                "a=%-1"
            })
    @DisplayName("malformed percent-encoding, invalid UTF-8 and NUL are 400")
    void malformed(String text) {
        assertThatThrownBy(() -> Form.parse(text))
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    @DisplayName("more than 256 fields are 400")
    void too_many() {
        assertThat(Form.parse("a&".repeat(256)).all("a")).hasSize(256);
        assertThatThrownBy(() -> Form.parse("a&".repeat(257))).isInstanceOf(HttpRefusal.class);
    }

    @Test
    @DisplayName("over the wire: content type, charset, coding and octets are checked")
    void over_the_wire() {
        var form = "application/x-www-form-urlencoded";
        try (var server = TestListener.of(new Router()
                .post(
                        "/",
                        request -> Response.text(
                                200,
                                request.form().one("a").orElse("-")
                                        + request.query().one("q").orElse("-"))))) {
            assertThat(server.post("/?q=%26", "a=b", "Content-Type", form).body())
                    .isEqualTo("b&");
            assertThat(server.post("/", "a=é", "Content-Type", form + "; charset=UTF-8")
                            .body())
                    .isEqualTo("é-");
            assertThat(server.post("/", "a=b", "Content-Type", "Application/X-WWW-Form-Urlencoded;charset=\"utf-8\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/", "a=b", "Content-Type", form + ";charset=iso-8859-1")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.post("/", "a=b", "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.post("/", "a=b", "Content-Type", form + "x").statusCode())
                    .isEqualTo(415);
            assertThat(server.post("/", "a=b").statusCode()).isEqualTo(415);
            assertThat(server.post("/", "a=b", "Content-Type", form, "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.post("/", "a=b", "Content-Type", form, "Content-Encoding", "identity")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/", "a=\0", "Content-Type", form).statusCode())
                    .isEqualTo(400);
            assertThat(server.send(
                                    "POST",
                                    "/",
                                    BodyPublishers.ofByteArray(new byte[] {'a', '=', (byte) 0xff}),
                                    "Content-Type",
                                    form)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.raw("POST /?q=%zz HTTP/1.1", "Content-Type: " + form, "Content-Length: 0")
                            .status())
                    .isEqualTo(400);
        }
    }
}
