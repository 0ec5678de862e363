package dev.chancery.api;

import dev.chancery.admin.Refused;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal as `application/problem+json` (RFC 9457), with a code, a message and a time for those who look for these.
public final class ApiProblem {

    private ApiProblem() {}

    public static Response of(Refused refused, Instant now) {
        var code = switch (refused.reason) {
            case INVALID -> "INVALID_REQUEST";
            case FORBIDDEN -> "FORBIDDEN";
            case NOT_FOUND -> "NOT_FOUND";
            case CONFLICT -> "CONFLICT";
            case STALE -> "PRECONDITION_FAILED";
        };
        return render(refused.reason.status, code, refused.getMessage(), refused.member, refused.conflicts, now);
    }

    public static Response of(HttpRefusal refused, Instant now) {
        var code = switch (refused.status()) {
            case 401 -> "UNAUTHORIZED";
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 413 -> "CONTENT_TOO_LARGE";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            case 429 -> "TOO_MANY_REQUESTS";
            case 503 -> "UNAVAILABLE";
            default -> "INVALID_REQUEST";
        };
        var member = refused.member();
        var response = member == null
                ? render(refused.status(), code, refused.detail(), null, List.of(), now)
                : render(
                        refused.status(),
                        code,
                        "There is no such member, or not of this type.",
                        member,
                        List.of(),
                        now);
        for (var header : refused.headers().entrySet()) response = response.with(header.getKey(), header.getValue());
        return response;
    }

    private static Response render(
            int status,
            String code,
            String message,
            @Nullable String member,
            List<Refused.Conflict> conflicts,
            Instant now) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title(code));
        problem.put("status", status);
        problem.put("detail", member == null ? message : member + ": " + message);
        if (member != null) problem.put("errors", List.of(Map.of("member", member, "message", message)));
        if (!conflicts.isEmpty()) problem.put("conflicts", conflicts);
        problem.put("error", code);
        problem.put("message", member == null ? message : member + ": " + message);
        problem.put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
        return Response.json(status, problem).as("application/problem+json").noStore();
    }

    private static String title(String code) {
        return code.charAt(0) + code.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
