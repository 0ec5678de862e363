package dev.chancery.document;

import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A realm as one document, as far as the document names it.
///
/// @param scopes absent, like each of the lists, where the document does not speak of them
/// @param roles the realm's own; those of clients are members of the clients
/// @param groups those above before those within
public record RealmConfiguration(
        Entry realm,
        @Nullable List<Entry> scopes,
        @Nullable List<Entry> roles,
        @Nullable List<Entry> clients,
        @Nullable List<Entry> groups,
        @Nullable List<Entry> users) {

    /// Of the form of documents; a later one would be another.
    public static final int VERSION = 1;

    /// Whatever a document names is written in one transaction, for which others wait.
    public static final int MOST = 500;

    /// The roles and groups that its things are given, each of which is looked up and written.
    public static final int MOST_HELD = 2_000;

    private static final Set<String> MEMBERS =
            Set.of("version", "realm", "scopes", "roles", "clients", "groups", "users");

    public static RealmConfiguration of(JsonNode document) {
        if (!(document instanceof ObjectNode members)) throw Place.WHOLE.invalid("A JSON object.");
        for (var name : members.propertyNames())
            if (!MEMBERS.contains(name)) throw Place.WHOLE.in(name).invalid("There is no such member.");
        var version = members.path("version");
        if (!version.isMissingNode()
                && !(version.isIntegralNumber() && version.asString().equals("" + VERSION)))
            throw Place.WHOLE.in("version").invalid("This server knows version %d of documents.".formatted(VERSION));
        var whole = new Entry(Place.WHOLE, members);
        var named = new RealmConfiguration(
                realm(whole),
                entries(whole, "scopes"),
                entries(whole, "roles"),
                entries(whole, "clients"),
                byDepth(entries(whole, "groups")),
                entries(whole, "users"));
        var excess = named.excess();
        if (excess != null) throw Place.WHOLE.invalid(excess);
        return named;
    }

    RealmConfiguration withUsers(@Nullable List<Entry> others) {
        return new RealmConfiguration(realm, scopes, roles, clients, groups, others);
    }

    Place place(String list) {
        return Place.WHOLE.in(list);
    }

    /// Of the realm itself, or of nothing.
    boolean isOfRealm() {
        return !realm.members().isEmpty()
                || Stream.of(scopes, roles, clients, groups, users).allMatch(Objects::isNull);
    }

    boolean hasRoles() {
        return roles != null
                || some(clients).stream().anyMatch(client -> client.members().has(ClientsSection.ROLES));
    }

    /// Absent where the member is.
    static @Nullable List<Entry> entries(Entry thing, String member) {
        if (!thing.members().has(member)) return null;
        var list = thing.members().get(member);
        var place = thing.place().in(member);
        if (!list.isArray()) throw place.invalid("A list.");
        var entries = new ArrayList<Entry>();
        for (var one : list) {
            var its = place.in(entries.size());
            if (!(one instanceof ObjectNode members)) throw its.invalid("An object.");
            entries.add(new Entry(its, members));
        }
        return entries;
    }

    static List<Entry> some(@Nullable List<Entry> entries) {
        return entries == null ? List.of() : entries;
    }

    private static Entry realm(Entry whole) {
        var realm = whole.members().path("realm");
        if (realm.isMissingNode()) return new Entry(whole.place().in("realm"), JsonText.emptyObject());
        if (realm instanceof ObjectNode members) return new Entry(whole.place().in("realm"), members);
        throw whole.place().in("realm").invalid("An object.");
    }

    private static @Nullable List<Entry> byDepth(@Nullable List<Entry> groups) {
        if (groups == null) return null;
        return groups.stream()
                .sorted(Comparator.comparingLong(group -> group.required("path")
                        .chars()
                        .filter(step -> step == '/')
                        .count()))
                .toList();
    }

    /// What there is too much of for one transaction.
    @Nullable
    private String excess() {
        if (size() > MOST) return "The document names %d things; %d are the most.".formatted(size(), MOST);
        var held = Stream.of(roles, clients, groups, users)
                .flatMap(list -> some(list).stream())
                .mapToInt(thing -> Holdings.count(thing.members()))
                .sum();
        if (held <= MOST_HELD) return null;
        return "The document gives %d roles and groups; %d are the most.".formatted(held, MOST_HELD);
    }

    private int size() {
        var own = Stream.of(scopes, roles, clients, groups, users)
                .mapToInt(list -> some(list).size())
                .sum();
        return own
                + some(clients).stream()
                        .flatMap(client ->
                                Stream.of(entries(client, ClientsSection.ROLES), entries(client, ClientSecrets.MEMBER)))
                        .mapToInt(list -> some(list).size())
                        .sum();
    }
}
