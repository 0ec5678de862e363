package dev.chancery.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Finds the handler of a path and method in a trie of segments; filled before the listener starts, then only read.
public final class Router implements Handler {
    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();
    private BiFunction<Request, RuntimeException, Response> onError = (_, thrown) -> {
        throw thrown;
    };

    public Router get(String pattern, Handler handler) {
        return add(new Route("GET", pattern, handler));
    }

    public Router post(String pattern, Handler handler) {
        return add(new Route("POST", pattern, handler));
    }

    public Router put(String pattern, Handler handler) {
        return add(new Route("PUT", pattern, handler));
    }

    public Router patch(String pattern, Handler handler) {
        return add(new Route("PATCH", pattern, handler));
    }

    public Router delete(String pattern, Handler handler) {
        return add(new Route("DELETE", pattern, handler));
    }

    public Router options(String pattern, Handler handler) {
        return add(new Route("OPTIONS", pattern, handler));
    }

    public Router add(Route route) {
        var node = root;
        var names = new ArrayList<String>();
        for (var segment : segments(route.pattern())) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                names.add(segment.substring(1, segment.length() - 1));
                node = node.parameter();
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        if (node.targets.putIfAbsent(route.method(), new Target(route, List.copyOf(names))) != null)
            throw new IllegalArgumentException("there is already a route " + route.method() + " " + route.pattern());
        routes.add(route);
        return this;
    }

    /// Renders what a handler threw; without it the listener answers an [HttpRefusal] in its own words, all else with
    /// 500.
    public Router onError(BiFunction<Request, RuntimeException, Response> renderer) {
        onError = renderer;
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Response handle(Request request) {
        try {
            return route(request);
        } catch (RuntimeException thrown) {
            return onError.apply(request, thrown);
        }
    }

    @Override
    public int mostContent(String method, String path) {
        var segments = segments(path);
        var target = find(root, segments, 0, new String[segments.length], 0, method);
        return target == null ? 0 : target.route.maxBody();
    }

    private Response route(Request request) {
        var segments = segments(request.path());
        var values = new String[segments.length];
        var target = find(root, segments, 0, values, 0, request.method());
        if (target == null && request.method().equals("HEAD")) // RFC 9110 §9.3.2: as GET, without the content
        target = find(root, segments, 0, values, 0, "GET");
        if (target == null) throw notFound(segments);

        request.matched(target.route);
        return target.route.handler().handle(request.withParameters(target.parameters(values)));
    }

    private static @Nullable Target find(
            Node node, String[] segments, int at, String[] values, int filled, String method) {
        if (at == segments.length) return node.targets.get(method);

        var literal = node.literals.get(segments[at]);
        if (literal != null) {
            var found = find(literal, segments, at + 1, values, filled, method);
            if (found != null) return found;
        }
        if (node.parameter == null) return null;
        values[filled] = segments[at];
        return find(node.parameter, segments, at + 1, values, filled + 1, method);
    }

    private HttpRefusal notFound(String[] segments) {
        var methods = new TreeSet<String>();
        collectMethods(root, segments, 0, methods);
        if (methods.isEmpty()) return new HttpRefusal(404, "there is nothing at this address");
        if (methods.contains("GET")) methods.add("HEAD");
        // RFC 9110 §15.5.6: "MUST generate an Allow header field"
        return new HttpRefusal(405, "this method is not supported here", Map.of("Allow", String.join(", ", methods)));
    }

    private static void collectMethods(Node node, String[] segments, int at, Set<String> methods) {
        if (at == segments.length) {
            methods.addAll(node.targets.keySet());
            return;
        }
        var literal = node.literals.get(segments[at]);
        if (literal != null) collectMethods(literal, segments, at + 1, methods);
        if (node.parameter != null) collectMethods(node.parameter, segments, at + 1, methods);
    }

    private static String[] segments(String path) {
        if (path.length() == 1) return new String[0];
        var count = 0;
        for (int i = 0; i < path.length(); i++) if (path.charAt(i) == '/') count++;
        var segments = new String[count];
        var start = 1;
        for (int i = 0; i < count; i++) {
            var end = path.indexOf('/', start);
            segments[i] = end < 0 ? path.substring(start) : path.substring(start, end);
            start = end + 1;
        }
        return segments;
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Target> targets = new HashMap<>();

        @Nullable
        Node parameter;

        Node parameter() {
            var node = parameter;
            if (node == null) parameter = node = new Node();
            return node;
        }
    }

    private record Target(Route route, List<String> names) {
        Map<String, String> parameters(String[] values) {
            if (names.isEmpty()) return Map.of();
            if (names.size() == 1) return Map.of(names.getFirst(), Percent.decode(values[0]));
            var parameters = HashMap.<String, String>newHashMap(names.size());
            for (int i = 0; i < names.size(); i++) parameters.put(names.get(i), Percent.decode(values[i]));
            return parameters;
        }
    }
}
