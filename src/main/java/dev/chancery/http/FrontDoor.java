package dev.chancery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where every request enters: it gets an id, an address and one canonical path, and whatever is thrown inside gets an
/// answer.
final class FrontDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final ListenSettings settings;
    private final Handler handler;

    FrontDoor(ListenSettings settings, Handler handler) {
        this.settings = settings;
        this.handler = handler;
    }

    Exchange open(Exchange.Wire wire) {
        var id = settings.ids().get();
        return new Exchange(wire, new RequestScope(id, settings.proxies().client(wire)));
    }

    /// How many bytes of content the request may have. Its route is asked only where `length` is unusual.
    int mostContent(String method, @Nullable String path, long length) {
        var usual = settings.limits().maxBody();
        if (length <= usual || path == null) return usual;
        try {
            return Math.max(usual, handler.mostContent(method, CanonicalPath.of(path, settings.aliases())));
        } catch (HttpRefusal nowhere) {
            return usual;
        }
    }

    Response answer(Exchange exchange) {
        return ScopedValue.where(RequestScope.CURRENT, exchange.scope).call(() -> handle(exchange));
    }

    private Response handle(Exchange exchange) {
        try {
            if (!ascii(exchange.wire.query())) throw new HttpRefusal(400, "the query is not ASCII");
            exchange.path = CanonicalPath.of(exchange.wire.path(), settings.aliases());
            return handler.handle(new Request(exchange, Map.of()));
        } catch (HttpRefusal refusal) {
            return refused(refusal, exchange.scope.id());
        } catch (Throwable fault) {
            LOG.error("request {} failed", exchange.scope.id(), fault);
            return Response.json(500, Map.of("reference", exchange.scope.id()));
        }
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ' || text.charAt(i) > '~') return false;
        return true;
    }

    /// RFC 9457, with the reference under which the log knows more.
    static Response refused(HttpRefusal refusal, String reference) {
        return refused(refusal, new Problem(refusal.status(), refusal.detail(), reference, null));
    }

    private static Response refused(HttpRefusal refusal, Problem problem) {
        var response = Response.json(refusal.status(), problem).as("application/problem+json");
        for (var header : refusal.headers().entrySet()) response = response.with(header.getKey(), header.getValue());
        return response;
    }

    /// For what never became a request: malformed, too large, too many. It may have been meant for an OAuth endpoint,
    /// so it names its `error` too: RFC 6749 §4.1.2.1, RFC 9457 §3.2.
    static Response turnedAway(int status, String reference) {
        var detail = switch (status) {
            case 400 -> "the request is malformed";
            case 413 -> "the content is too large";
            case 414 -> "the address is too long";
            case 431 -> "the header fields are too large";
            case 503 -> "the server is busy";
            default -> "the request cannot be answered";
        };
        var headers = status == 503 ? Map.of("Retry-After", "1") : Map.<String, String>of();
        var error = status == 503 ? "temporarily_unavailable" : status > 499 ? "server_error" : "invalid_request";
        return refused(new HttpRefusal(status, detail, headers), new Problem(status, detail, reference, error));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Problem(
            int status,
            String detail,
            String reference,
            @Nullable String error) {}
}
