package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// One kind of thing in a realm's document: how it is found and written down, and by which acts it becomes what the
/// document says.
interface Section<T> {

    /// What a change is said to be of.
    String kind();

    /// The member that names the thing.
    String naming();

    String name(T thing);

    /// Empty for what is built in: every realm has it, under an id of its own.
    String id(T thing);

    Optional<T> named(Realm realm, String name);

    Optional<T> identified(Realm realm, String id);

    /// As many as `limit` says.
    List<T> all(Realm realm, int limit);

    ObjectNode shown(Realm realm, T thing);

    /// Members that the server decides, so that no document has them.
    Set<String> decided();

    /// Members that are not compared with what is shown: credentials, and what is a section of its own.
    default Set<String> apart() {
        return Set.of();
    }

    /// Makes the thing, as far as it can be before all others are there.
    void create(Actor actor, Realm realm, Entry wish);

    /// Makes it what the document says in `wanted`, a whole like what it is `now`.
    void change(Actor actor, Realm realm, T thing, Entry now, Entry wanted);

    /// Gives it the credentials that the document has; true when it did not have them.
    default boolean equip(Actor actor, Realm realm, T thing, Entry named, boolean prune) {
        return false;
    }

    /// The member under which a change tells of credentials.
    default String credentials() {
        return "";
    }

    void delete(Actor actor, Realm realm, T thing);

    /// As whom it acts, where it does.
    default Optional<SubjectId> subject(T thing) {
        return Optional.empty();
    }

    /// Whether it stays though the document does not name it, where it names the others.
    default boolean stays(T thing, Set<String> named) {
        return id(thing).isEmpty();
    }
}
