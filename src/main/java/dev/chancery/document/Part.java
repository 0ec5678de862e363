package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.document.ConfigurationChange.Action;
import dev.chancery.document.ConfigurationChange.Difference;
import dev.chancery.json.JsonText;
import dev.chancery.json.MergePatch;
import dev.chancery.realm.Realm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A section of a document while it is applied: first whatever is missing is made, then all becomes what the document
/// says, so that things may name each other in any order; last, with `prune`, what it does not name goes.
final class Part<T> {
    private final Section<T> section;
    private final Actor actor;
    private final Realm realm;
    private final Place place;
    private final boolean prune;
    private final List<Named> named = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<ConfigurationChange> changes = new ArrayList<>();

    /// @param id the thing's, whatever becomes of its name
    /// @param before absent when it was missing
    private record Named(Entry entry, String id, @Nullable ObjectNode before) {}

    Part(Section<T> section, Actor actor, Realm realm, Place place, boolean prune) {
        this.section = section;
        this.actor = actor;
        this.realm = realm;
        this.place = place;
        this.prune = prune;
    }

    void make(List<Entry> entries) {
        for (var entry : entries) {
            entry.requireNone(section.decided());
            var found = match(entry);
            if (found.isEmpty())
                entry.place().during(() -> section.create(actor, realm, entry.without(section.apart())));
            var thing = found.or(() -> match(entry)).orElseThrow(() -> gone(entry));
            if (!known.add(key(thing))) throw entry.taken(section.naming(), "The document names this twice.");
            named.add(new Named(
                    entry,
                    section.id(thing),
                    found.map(there -> section.shown(realm, there)).orElse(null)));
        }
    }

    void settle() {
        for (var one : named) {
            var thing = there(one);
            var shown = section.shown(realm, thing);
            var wanted = wanted(shown, one.entry().without(section.apart()));
            if (Shapes.same(wanted.members(), shown)) finish(one, thing, shown);
            else {
                var now = new Entry(one.entry().place(), shown);
                one.entry().place().during(() -> section.change(actor, realm, thing, now, wanted));
                var changed = there(one);
                finish(one, changed, section.shown(realm, changed));
            }
        }
    }

    private void finish(Named one, T thing, ObjectNode shown) {
        var equipped = section.equip(actor, realm, thing, one.entry(), prune);
        tell(thing, one.before(), shown, equipped);
    }

    /// How many went.
    int prune() {
        var names = named.stream()
                .map(one -> one.entry().required(section.naming()))
                .collect(Collectors.toSet());
        var all = section.all(realm, RealmConfiguration.MOST + 1);
        if (all.size() > RealmConfiguration.MOST)
            throw place.conflict(
                    "The realm has more than %d of them, too many to prune.".formatted(RealmConfiguration.MOST));
        var gone = 0;
        // what is within goes before what it is in
        for (var thing : all.stream()
                .sorted(Comparator.comparing(section::name).reversed())
                .toList()) {
            if (known.contains(key(thing)) || section.stays(thing, names)) continue;
            var name = section.name(thing);
            // with their own account gone, whoever applies this could not put a mistake right
            if (section.subject(thing).filter(it -> it.equals(actor.id())).isPresent())
                throw place.conflict(
                        "%s applies this, and would go by it: name it, or let somebody else apply it.".formatted(name));
            place.during(() -> section.identified(realm, section.id(thing))
                    .ifPresent(there -> section.delete(actor, realm, there)));
            changes.add(new ConfigurationChange(section.kind(), name, section.id(thing), Action.DELETE, Map.of()));
            gone++;
        }
        return gone;
    }

    List<ConfigurationChange> changes() {
        return changes;
    }

    private T there(Named one) {
        var found = one.id().isEmpty() ? match(one.entry()) : section.identified(realm, one.id());
        return found.orElseThrow(() -> gone(one.entry()));
    }

    private Refused gone(Entry entry) {
        return entry.taken(section.naming(), "What else the document says leaves nothing of this name.");
    }

    /// By its id where the document gives one, or else by its name.
    private Optional<T> match(Entry entry) {
        var name = entry.required(section.naming());
        var id = entry.text("id");
        var byName = section.named(realm, name);
        if (id == null) return byName;
        var byId = section.identified(realm, id);
        if (byName.isPresent()
                && byId.map(this::key).filter(key(byName.get())::equals).isEmpty())
            throw entry.taken("id", "%s is there, and has another id.".formatted(name));
        return byId;
    }

    private Entry wanted(ObjectNode now, Entry entry) {
        var wanted = now.deepCopy();
        for (var member : entry.members().properties()) {
            var name = member.getKey();
            if (prune || member.getValue().isNull() || !now.has(name)) wanted.set(name, member.getValue());
            else wanted.set(name, MergePatch.merged(now.get(name), member.getValue()));
        }
        Shapes.keepMapperIds(now, wanted);
        Shapes.keepRevoked(now, wanted);
        return new Entry(entry.place(), wanted);
    }

    private void tell(T thing, @Nullable ObjectNode before, ObjectNode after, boolean equipped) {
        var members = ConfigurationChange.between(before == null ? JsonText.emptyObject() : before, after);
        if (equipped) members.put(section.credentials(), new Difference(null, StringNode.valueOf("set")));
        if (before != null && members.isEmpty()) return;
        var id = section.id(thing);
        changes.add(new ConfigurationChange(
                section.kind(),
                section.name(thing),
                id.isEmpty() ? null : id,
                before == null ? Action.CREATE : Action.UPDATE,
                members));
    }

    private String key(T thing) {
        var id = section.id(thing);
        return id.isEmpty() ? section.name(thing) : id;
    }
}
