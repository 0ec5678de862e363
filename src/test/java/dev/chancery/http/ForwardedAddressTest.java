package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The client's address")
class ForwardedAddressTest {
    private static final Handler ADDRESS = request -> Response.text(200, request.address());

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", "X-Real-IP: 203.0.113.9"})
    @DisplayName("IS-04 forwarded fields from an untrusted peer are ignored")
    void untrusted(String field) {
        try (var server =
                TestListener.of(settings -> settings.behind(TrustedProxies.of(List.of("10.0.0.0/8"))), ADDRESS)) {
            assertThat(server.raw("GET / HTTP/1.1", field).text()).endsWith("\r\n\r\n127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For: 6.6.6.6, 203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "X-Forwarded-For: garbage, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "X-Forwarded-For: 10.1.1.1, 10.1.2.3 | 10.1.1.1",
                "X-Forwarded-For: 203.0.113.9:4711 | 203.0.113.9",
                "X-Forwarded-For: [2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
                "X-Forwarded-For: 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "X-Forwarded-For: ::ffff:203.0.113.9 | 203.0.113.9",
                "Forwarded: for=203.0.113.9;proto=https;by=10.0.0.1 | 203.0.113.9",
                "Forwarded: For=\"[2001:db8::1]:47011\", for=10.0.0.1 | 2001:db8:0:0:0:0:0:1",
            })
    @DisplayName("IS-04 from a trusted peer the right-most address that is not a trusted proxy's counts")
    void trusted(String field, String address) {
        try (var server = TestListener.of(ForwardedAddressTest::trusting, ADDRESS)) {
            assertThat(server.raw("GET / HTTP/1.1", field).text()).endsWith("\r\n\r\n" + address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: a",
                "X-Forwarded-For: localhost",
                "X-Forwarded-For: evil.example",
                "X-Forwarded-For: 203.0.113.9, unknown",
                "X-Forwarded-For: 203.0.113.9,",
                "X-Forwarded-For: fe80::1%lo",
                "X-Forwarded-For: fe80::1%1",
                "X-Forwarded-For: 1.2.3",
                "X-Forwarded-For: 0x7f.1",
                "X-Forwarded-For: 010.0.0.1",
                "X-Forwarded-For: 256.1.1.1",
                "X-Forwarded-For: 16909060",
                "X-Forwarded-For: 203.0.113.9:99999x",
                "X-Forwarded-For: [203.0.113.9]:80:90",
                "X-Forwarded-For: [::1",
                "X-Forwarded-For: :::",
                "Forwarded: for=_hidden",
                "Forwarded: for=unknown",
                "Forwarded: proto=https",
                "Forwarded: for=6.6.6.6;for=7.7.7.7",
            })
    @DisplayName("IS-05 what is not an address fails closed to the peer")
    void garbage(String field) {
        try (var server = TestListener.of(ForwardedAddressTest::trusting, ADDRESS)) {
            var answer = server.raw("GET / HTTP/1.1", field);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).endsWith("\r\n\r\n127.0.0.1");
        }
    }

    @Test
    @DisplayName("IS-05 10 KiB of it too, and several fields are one list")
    void long_and_many() {
        try (var server = TestListener.of(ForwardedAddressTest::trusting, ADDRESS)) {
            assertThat(server.raw("GET / HTTP/1.1", "X-Forwarded-For: " + "a".repeat(10_240))
                            .text())
                    .endsWith("\r\n\r\n127.0.0.1");
            assertThat(server.raw("GET / HTTP/1.1", "X-Forwarded-For: " + "10.1.1.1,".repeat(1_000) + "10.2.2.2")
                            .text())
                    .endsWith("\r\n\r\n10.1.1.1");
            assertThat(server.raw("GET / HTTP/1.1", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 203.0.113.9")
                            .text())
                    .endsWith("\r\n\r\n203.0.113.9");
        }
    }

    @Test
    @DisplayName("IS-04 where the two fields disagree, neither is believed")
    void disagreeing() {
        try (var server = TestListener.of(ForwardedAddressTest::trusting, ADDRESS)) {
            assertThat(server.raw("GET / HTTP/1.1", "X-Forwarded-For: 203.0.113.9", "Forwarded: for=6.6.6.6")
                            .text())
                    .endsWith("\r\n\r\n127.0.0.1");
            assertThat(server.raw("GET / HTTP/1.1", "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9")
                            .text())
                    .endsWith("\r\n\r\n203.0.113.9");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "::/129", "localhost", "10.0.0.0/", "10.0.0.0/-1", "10.0.0", "", "10.0.0.0/8/8"})
    @DisplayName("a network that cannot be read is refused at start")
    void networks(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ListenSettings trusting(ListenSettings settings) {
        return settings.behind(TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8")));
    }
}
