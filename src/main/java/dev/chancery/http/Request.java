package dev.chancery.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request after the front door: its path is canonical, its address settled, its content whole and bounded.
public final class Request {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Exchange exchange;
    private final Map<String, String> parameters;

    Request(Exchange exchange, Map<String, String> parameters) {
        this.exchange = exchange;
        this.parameters = parameters;
    }

    public String method() {
        return exchange.wire.method();
    }

    /// Canonical and as sent: percent-encoded, without alias, query and trailing slash.
    public String path() {
        return exchange.path;
    }

    /// Path and query, to come back to.
    public String target() {
        var query = exchange.wire.query();
        return query.isEmpty() ? path() : path() + "?" + query;
    }

    /// A `{name}` of the matched route, percent-decoded.
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) throw new IllegalStateException("the route has no parameter " + name);
        return value;
    }

    /// Whether the matched route has such a `{name}`.
    public boolean hasParameter(String name) {
        return parameters.containsKey(name);
    }

    public Form query() {
        return Form.parse(exchange.wire.query());
    }

    /// Another content type is refused (415), a malformed form too (400).
    public Form form() {
        if (!FORM.equals(contentType().orElse(""))) throw new HttpRefusal(415, "the content must be " + FORM);
        var body = body();
        return Form.parse(Percent.utf8(body, body.length));
    }

    /// The content; over the limit of the route it is refused (413), encoded by anything too (415).
    public byte[] body() {
        for (var coding : headers("Content-Encoding")) {
            if (!coding.equalsIgnoreCase("identity"))
                throw new HttpRefusal(415, "the content must not be encoded", Map.of("Accept-Encoding", "identity"));
        }
        var body = exchange.wire.body();
        var route = exchange.route;
        if (route != null && route.maxBody() > 0 && body.length > route.maxBody())
            throw new HttpRefusal(413, "the content is too large");
        return body;
    }

    /// The media type in lower case, without its parameters; a charset other than UTF-8 is refused (415).
    public Optional<String> contentType() {
        return header("Content-Type").map(value -> {
            var semicolon = value.indexOf(';');
            if (semicolon < 0) return value.toLowerCase(Locale.ROOT);
            for (var parameter :
                    value.substring(semicolon + 1).toLowerCase(Locale.ROOT).split(";", -1)) {
                var text = parameter.strip().replace("\"", "");
                if (text.startsWith("charset=") && !text.equals("charset=utf-8"))
                    throw new HttpRefusal(415, "the content must be in UTF-8");
            }
            return value.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        });
    }

    /// A field that may come once (RFC 9110 §5.3): repeated, it is refused (400). For lists there is [#headers].
    public Optional<String> header(String name) {
        var values = headers(name);
        if (values.size() > 1) throw new HttpRefusal(400, "the header field " + name + " is given more than once");
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public List<String> headers(String name) {
        return exchange.wire.headers(name);
    }

    /// The value of a cookie (RFC 6265 §5.4); absent when it came more than once.
    public Optional<String> cookie(String name) {
        return Cookie.value(headers("Cookie"), name);
    }

    /// The names of the cookies that begin like this, in the order in which they came.
    public List<String> cookiesBeginning(String name) {
        return Cookie.names(headers("Cookie"), name);
    }

    /// The client's address: the peer, or what its trusted proxies say of it. Never a name.
    public String address() {
        return exchange.scope.address();
    }

    /// Ours, fresh for each request, and answered as `X-Request-Id`.
    public String id() {
        return exchange.scope.id();
    }

    public Request withParameters(Map<String, String> parameters) {
        return new Request(exchange, parameters);
    }

    /// A request that the house makes of itself for this one, with nothing of it but its address and id.
    ///
    /// @param path canonical, and percent-encoded
    public Request within(String method, String path, String query, Map<String, String> headers, byte[] body) {
        var inner = new Exchange(new Inner(exchange.wire, method, path, query, headers, body), exchange.scope);
        inner.path = path;
        return new Request(inner, Map.of());
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    private record Inner(
            Exchange.Wire outer, String method, String path, String query, Map<String, String> named, byte[] body)
            implements Exchange.Wire {
        @Override
        public List<String> headers(String name) {
            return named.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public InetAddress peer() {
            return outer.peer();
        }
    }

    void matched(Route route) {
        exchange.route = route;
    }
}
