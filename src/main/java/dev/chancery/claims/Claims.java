package dev.chancery.claims;

import dev.chancery.role.RoleNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What mappers said for one token, and why each claim is there or isn't.
public final class Claims {

    /// Why a claim is said.
    ///
    /// @param owner the scope or client that the mapper belongs to, such as `scope email`
    /// @param out of what the value was made, such as `attribute applications`
    public record Reason(String claim, String owner, String mapper, String out) {}

    /// Why a mapper said nothing.
    public record Missing(String claim, String owner, String mapper, String why) {}

    private final Map<String, Object> values = new LinkedHashMap<>();
    private @Nullable String subject;
    private final Set<String> audience = new LinkedHashSet<>();
    private final Read<Roles> roles;
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    /// As mappers have made them.
    private record Roles(Set<String> realm, Map<String, Set<String>> clients) {
        static Roles of(RoleNames held) {
            var clients = new TreeMap<String, Set<String>>();
            held.clients().forEach((client, names) -> clients.put(client, new LinkedHashSet<>(names)));
            return new Roles(new LinkedHashSet<>(held.realm()), clients);
        }
    }

    Claims(Supplier<RoleNames> held) {
        roles = Read.from(() -> Roles.of(held.get()));
    }

    /// Nested claims are objects in objects.
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /// The `sub` that is to stand for the person; absent when it is their `id`.
    public @Nullable String subject() {
        return subject;
    }

    public Set<String> audience() {
        return Collections.unmodifiableSet(audience);
    }

    public List<Reason> reasons() {
        return Collections.unmodifiableList(reasons);
    }

    public List<Missing> missing() {
        return Collections.unmodifiableList(missing);
    }

    Set<String> roles() {
        return roles.get().realm();
    }

    Map<String, Set<String>> clientRoles() {
        return roles.get().clients();
    }

    void asSubject(String value) {
        subject = value;
    }

    Set<String> wanted() {
        return audience;
    }

    void because(Reason reason) {
        reasons.add(reason);
    }

    void without(Missing why) {
        missing.add(why);
    }

    /// Whoever said it before says nothing now.
    void overwritten(String claim, String by) {
        for (var reason : List.copyOf(reasons))
            if (reason.claim().equals(claim)) {
                reasons.remove(reason);
                missing.add(new Missing(claim, reason.owner(), reason.mapper(), "it is overwritten by " + by));
            }
    }

    /// Lists of several mappers become one; of other values, the last one stands: then true.
    boolean put(List<String> parts, Object value) {
        var at = values;
        for (var part : parts.subList(0, parts.size() - 1)) at = inside(at, part);
        var before = at.get(parts.getLast());
        at.merge(parts.getLast(), value, Claims::united);
        return before != null && !(before instanceof List && value instanceof List);
    }

    @SuppressWarnings("unchecked") // only this class makes maps in there
    private static Map<String, Object> inside(Map<String, Object> outer, String name) {
        var inner = outer.get(name);
        if (inner instanceof Map<?, ?> map) return (Map<String, Object>) map;
        var made = new LinkedHashMap<String, Object>();
        outer.put(name, made);
        return made;
    }

    private static Object united(Object before, Object after) {
        if (!(before instanceof List<?> first) || !(after instanceof List<?> second)) return after;
        var both = new LinkedHashSet<Object>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
