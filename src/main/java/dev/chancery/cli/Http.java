package dev.chancery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One server, reached over HTTP.
record Http(URI server) {
    private static final long LARGEST_ANSWER = 16L << 20;

    /// An answer.
    ///
    /// @param version its entity tag; empty without one
    /// @param body missing where there is none, and where a refusal is told otherwise than in JSON
    record Answer(int status, String version, JsonNode body) {
        boolean ok() {
            return status / 100 == 2;
        }
    }

    /// RFC 6749 §3.2: "the authorization server MUST require the use of TLS"; on this machine nobody listens in.
    static Http to(String server) {
        try {
            var uri = URI.create(server.replaceAll("/+$", ""));
            var host = String.valueOf(uri.getHost());
            var here = host.equals("localhost")
                    || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                    || host.equals("[::1]");
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here)))
                return new Http(uri);
        } catch (IllegalArgumentException malformed) {
            throw notAServer(server);
        }
        throw notAServer(server);
    }

    Answer form(String path, Map<String, String> fields) {
        var text = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json");
    }

    Answer send(HttpRequest.Builder request) {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            return answer(
                    client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LARGEST_ANSWER)));
        } catch (IOException unreachable) {
            throw CommandRefusal.refused("The server %s cannot be reached (%s)."
                    .formatted(server, unreachable.getClass().getSimpleName()));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw CommandRefusal.refused("Interrupted.");
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
    }

    private static Answer answer(HttpResponse<String> response) {
        var version = response.headers().firstValue("ETag").orElse("");
        try {
            return new Answer(response.statusCode(), version, JsonText.MAPPER.readTree(response.body()));
        } catch (JacksonException noJson) {
            var answer = new Answer(response.statusCode(), version, JsonText.MAPPER.missingNode());
            if (answer.ok())
                throw CommandRefusal.refused(
                        "The server answered with status %d, but not in JSON.".formatted(answer.status()));
            return answer;
        }
    }

    private static CommandRefusal notAServer(String server) {
        return CommandRefusal.usage(
                "%s is not the URL of a server: https://…, or http:// on this machine.".formatted(server));
    }
}
