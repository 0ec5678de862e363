package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.realm.Realm;
import dev.chancery.user.SetPassword;
import dev.chancery.user.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The passwords that a document gives in full, hashed before the transaction begins, since that takes a while on
/// purpose.
record HashedPasswords(UsersSection users, SetPassword passwords) {

    /// Each is compared and hashed with 19 MiB of memory.
    private static final int MOST = 20;

    @Nullable
    List<Entry> in(Actor actor, Optional<Realm> realm, @Nullable List<Entry> people) {
        if (people == null) return null;
        var full = people.stream().filter(HashedPasswords::isFull).count();
        if (full == 0) return people;
        if (full > MOST)
            throw people.getFirst()
                    .place()
                    .invalid("At most %d passwords in full; give the others as hashes.".formatted(MOST));
        if (realm.isEmpty()) actor.requireEverywhere(Permission.MANAGE_USERS);
        else actor.require(Permission.MANAGE_USERS, realm.get().id());
        return people.stream()
                .map(person -> isFull(person) ? hashed(actor, realm, person) : person)
                .toList();
    }

    private static boolean isFull(Entry person) {
        return person.members().path(UsersSection.PASSWORD).has("value");
    }

    private Entry hashed(Actor actor, Optional<Realm> realm, Entry person) {
        var place = person.place().in(UsersSection.PASSWORD);
        place.requireInFull(person.members().get(UsersSection.PASSWORD));
        var given = place.read(person.members().get(UsersSection.PASSWORD), PasswordDocument.class);
        var hash = place.in("value").of(() -> {
            var text = given.inFull(place);
            return realm.flatMap(there -> user(there, person).map(user -> passwords.hashed(actor, there, user, text)))
                    .orElseGet(() -> passwords.hashed(text));
        });
        var members = person.members().deepCopy();
        ((ObjectNode) members.get(UsersSection.PASSWORD)).removeAll().put("hash", hash.phc());
        return new Entry(person.place(), members);
    }

    private Optional<User> user(Realm realm, Entry person) {
        var id = person.text("id");
        return id == null ? users.named(realm, person.required("username")) : users.identified(realm, id);
    }
}
