package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.http.Handler;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The house as its other clients see it: the console asks `/api` and the token endpoint as they do, only without a
/// wire in between. So it can do nothing that they cannot.
record Backend(Handler house) {

    /// With an administrator's token, whatever the answer is.
    Answer send(Request outer, String token, Call call) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + token);
        if (call.body() != null) headers.put("Content-Type", call.contentType());
        if (!call.version().isEmpty()) headers.put("If-Match", call.version());
        return answer(house.handle(outer.within(call.method(), call.path(), call.asked(), headers, call.content())));
    }

    /// A form to an endpoint of the protocol.
    Answer form(Request outer, String path, Map<String, String> fields) {
        var content = new Call("POST", path, fields, null, "").asked().getBytes(UTF_8);
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return answer(house.handle(outer.within("POST", path, "", headers, content)));
    }

    private static Answer answer(Response response) {
        var content =
                response.body().length == 0 ? Thing.NOTHING : new Thing(JsonText.MAPPER.readTree(response.body()));
        return new Answer(
                response.status(), Objects.requireNonNullElse(response.headers().get("ETag"), ""), content);
    }
}
