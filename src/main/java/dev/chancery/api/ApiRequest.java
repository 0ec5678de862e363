package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Span;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.json.JsonText;
import dev.chancery.json.MergePatch;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// What every resource reads from a request and says in an answer: realm, page, entity tag, merge patch, time.
final class ApiRequest {
    private static final int LONGEST_PREFIX = 255;
    private static final ValueRange YEARS = ValueRange.of(0, 9999);

    private ApiRequest() {}

    /// The realm that the query names; the actor's own when it names none.
    static Realm realm(Request request, Actor actor, Realms realms) {
        var named = request.query().one("realm");
        if (named.isPresent()) return realm(named.get(), actor, realms);
        return Optional.ofNullable(actor.home())
                .flatMap(realms::find)
                .filter(realm -> realm.deletedAt() == null)
                .orElseThrow(() -> Refused.invalid("realm", "Name the realm: ?realm=…"));
    }

    /// A realm that the actor cannot see is answered as one that does not exist.
    static Realm realm(String name, Actor actor, Realms realms) {
        return realms.find(name)
                .filter(realm -> actor.reaches(realm.id()))
                .orElseThrow(
                        () -> Refused.notFound("There is no realm named %s, or you may not see it.".formatted(name)));
    }

    /// The realm of a thing that the path names by its id alone; `?realm=` narrows. Each of the permissions is enough;
    /// where the actor has none of them, the thing is not there.
    static Realm realmOf(
            Request request,
            Actor actor,
            Realms realms,
            Supplier<Optional<RealmId>> owner,
            String thing,
            Permission... enough) {
        actor.requireSomewhere(enough);
        var named = request.query().one("realm");
        return owner.get()
                .filter(realm -> Stream.of(enough).anyMatch(permission -> actor.may(permission, realm)))
                .flatMap(realms::find)
                .filter(realm -> realm.deletedAt() == null)
                .filter(realm -> named.isEmpty() || realm.name().equals(named.get()))
                .orElseThrow(() -> absent(thing));
    }

    static Refused absent(String thing) {
        return Refused.notFound("There is no such %s, or you may not see it.".formatted(thing));
    }

    static PageRequest page(Request request) {
        var query = request.query();
        try {
            return new PageRequest(
                    number(request, "page", 0),
                    number(request, "size", 20),
                    query.one("after").orElse(null),
                    Boolean.TRUE.equals(flag(request, "reverse")));
        } catch (PageRequest.OutOfBounds out) {
            throw Refused.invalid(out.member, out.bounds);
        }
    }

    private static int number(Request request, String name, int otherwise) {
        try {
            return request.query().one(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw Refused.invalid(name, "A whole number.");
        }
    }

    static @Nullable Boolean flag(Request request, String name) {
        return request.query()
                .one(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refused.invalid(name, "true or false.");
                })
                .orElse(null);
    }

    /// What the list is to go by, of what it may; absent when that is not said.
    static <T> @Nullable T sort(Request request, List<T> orders, Function<T, String> wire) {
        return choice(request, "sort", orders, wire);
    }

    /// One of these; absent when none is said.
    static <T> @Nullable T choice(Request request, String name, List<T> all, Function<T, String> wire) {
        var asked = request.query().one(name).filter(value -> !value.isEmpty());
        if (asked.isEmpty()) return null;
        return all.stream()
                .filter(each -> wire.apply(each).equals(asked.get()))
                .findFirst()
                .orElseThrow(() -> Refused.invalid(
                        name,
                        "One of %s."
                                .formatted(
                                        String.join(", ", all.stream().map(wire).toList()))));
    }

    /// A day of the calendar (UTC); absent when none is said.
    static @Nullable LocalDate day(Request request, String name) {
        var asked = request.query().one(name).filter(value -> !value.isEmpty());
        try {
            var day = asked.map(LocalDate::parse);
            // RFC 3339 §5.6: a year has four digits
            day.ifPresent(each -> YEARS.checkValidValue(each.getYear(), ChronoField.YEAR));
            return day.orElse(null);
        } catch (DateTimeException malformed) {
            throw Refused.invalid(name, "A day such as 2026-01-31.");
        }
    }

    /// From the day `from` to the day `to`, both included; an absent one leaves that end open.
    static Span span(Request request) {
        var from = day(request, "from");
        var to = day(request, "to");
        if (from != null && to != null && to.isBefore(from))
            throw Refused.invalid("to", "A day that is not before from.");
        return new Span(begin(from), begin(to == null ? null : to.plusDays(1)));
    }

    static @Nullable Instant begin(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// What a text is to begin with; absent when that is nothing.
    static @Nullable String prefix(Request request, String name) {
        var typed = request.query().one(name).orElse("");
        if (typed.length() > LONGEST_PREFIX) throw Refused.invalid(name, "At most 255 characters.");
        return typed.isEmpty() ? null : typed;
    }

    /// A page as its resource shows it: members that are unknown are left out.
    static Response page(Page<?> page) {
        return page(page, Map.of());
    }

    /// The same, with what else there is to say about the list.
    static Response page(Page<?> page, Map<String, Object> more) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("content", page.content());
        shown.put("page", page.page());
        shown.put("size", page.size());
        if (page.totalElements() != null) shown.put("totalElements", page.totalElements());
        if (page.totalPages() != null) shown.put("totalPages", page.totalPages());
        if (page.next() != null) shown.put("next", page.next());
        shown.putAll(more);
        return Response.json(200, shown);
    }

    /// A list that is short by its nature, as one page.
    static Response whole(List<?> content) {
        return page(new Page<>(content, 0, content.size(), (long) content.size(), content.isEmpty() ? 0 : 1, null));
    }

    /// RFC 9110 §13.1.1: with If-Match, the change happens only to the version that the caller has seen.
    static void requireMatch(Request request, long version) {
        requireMatch(request, tag(version));
    }

    static void requireMatch(Request request, String tag) {
        var wanted = request.headers("If-Match").stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
        if (!wanted.isEmpty() && !wanted.contains("*") && !wanted.contains(tag))
            throw Refused.stale("The object has changed since you read it. Read it again, then repeat the change.");
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /// RFC 7396, onto the document as it is now: `null` makes a member absent, so that it takes its default. Members
    /// that cannot be changed may be sent back as they are.
    static ObjectNode patched(Request request, Object current, Set<String> readOnly) {
        var target = (ObjectNode) JsonText.tree(current);
        var patch = Json.tree(request, "application/merge-patch+json", "application/json");
        if (!(patch instanceof ObjectNode members)) throw new HttpRefusal(400, "the content must be a JSON object");
        for (var member : members.properties()) {
            var name = member.getKey();
            if (readOnly.contains(name)) {
                var kept = target.has(name) ? target.get(name) : NullNode.getInstance();
                if (!member.getValue().equals(kept)) throw Refused.invalid(name, "This cannot be changed.");
            } else if (!target.has(name)) throw Refused.invalid(name, "There is no such member.");
            else target.set(name, MergePatch.merged(target.get(name), member.getValue()));
        }
        readOnly.forEach(target::remove);
        return target;
    }

    static <T> T convert(JsonNode tree, Class<T> type) {
        return Json.convert(tree, type);
    }
}
