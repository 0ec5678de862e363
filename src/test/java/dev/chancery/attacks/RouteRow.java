package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.Condition;

/// A row of `routes.txt`: a route, and who may use it.
record RouteRow(String method, String pattern, String who, String where, String body) {

    private static final Condition<Integer> SERVED = new Condition<>(status -> status / 100 == 2, "served (2xx)");
    private static final Condition<Integer> OF_THEMSELVES =
            new Condition<>(Set.of(200, 401, 403)::contains, "about the caller, or refused");
    private static final Condition<Integer> A_PAGE =
            new Condition<>(Set.of(200, 400)::contains, "a page, whoever it is");
    private static final Set<String> WITHOUT_ACCOUNT =
            Set.of("everyone", "visitor", "browser", "client", "bearer", "desk");

    static List<RouteRow> all() {
        try (var rows = Objects.requireNonNull(RouteRow.class.getResourceAsStream("routes.txt"))) {
            return new String(rows.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RouteRow::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouteRow of(String line) {
        var columns = line.split(" +", 5);
        return new RouteRow(columns[0], columns[1], columns[2], columns[3], columns[4].strip());
    }

    String key() {
        return method + " " + pattern;
    }

    /// Whether its content is a query.
    boolean isAsked() {
        return method.equals("GET") && !body.equals("-");
    }

    boolean isAdministration() {
        return !WITHOUT_ACCOUNT.contains(who);
    }

    boolean isServed(Caller caller) {
        if (!isAdministration()) return !Set.of("client", "bearer", "desk").contains(who);
        return switch (caller.standing()) {
            case UNKNOWN, POWERLESS -> false;
            case VIEWER -> who.startsWith("VIEW_");
            case STRANGER -> where.equals("list");
            case REALM_ADMIN -> !where.equals("everywhere");
            case MASTER_ADMIN -> true;
        };
    }

    Condition<Integer> expected(Caller caller) {
        if (who.equals("desk")) return status(method.equals("GET") ? 303 : 401);
        if (who.equals("bearer")) return OF_THEMSELVES;
        if (who.equals("browser")) return A_PAGE;
        if (isServed(caller)) return who.equals("visitor") ? status(303) : SERVED;
        if (!isAdministration() || caller.standing() == Caller.Standing.UNKNOWN) return status(401);
        if (caller.standing() != Caller.Standing.STRANGER) return status(403);
        // another realm's things do not exist for a stranger, not even as something forbidden
        return where.equals("everywhere")
                ? new Condition<>(status -> status == 403 || status == 404, "403 or 404")
                : status(404);
    }

    private static Condition<Integer> status(int expected) {
        return new Condition<>(status -> status == expected, "%d", expected);
    }

    @Override
    public String toString() {
        return key();
    }
}
