package dev.chancery.issue;

import dev.chancery.db.Gathered;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.session.Session;
import dev.chancery.session.SessionStore;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// People and their sessions as the database has them now, in one look for all who ask at the same time.
public final class Present {
    private record Key<I>(RealmId realm, I id) {}

    private final Gathered<Key<SubjectId>, User> people;
    private final Gathered<Key<SessionId>, Session> sessions;

    public Present(UserStore users, SessionStore sessions) {
        this.people = new Gathered<>(keys -> found(keys, users::all, User::id));
        this.sessions = new Gathered<>(keys -> found(keys, sessions::all, Session::id));
    }

    public Optional<User> person(RealmId realm, SubjectId id) {
        return people.find(new Key<>(realm, id));
    }

    public Optional<Session> session(RealmId realm, SessionId id) {
        return sessions.find(new Key<>(realm, id));
    }

    private static <I, T> Map<Key<I>, T> found(
            List<Key<I>> keys, BiFunction<RealmId, List<I>, List<T>> all, Function<T, I> id) {
        var byRealm = new LinkedHashMap<RealmId, List<I>>();
        for (var key : keys)
            byRealm.computeIfAbsent(key.realm(), _ -> new ArrayList<>()).add(key.id());
        var found = new HashMap<Key<I>, T>();
        byRealm.forEach((realm, ids) ->
                all.apply(realm, Gathered.filled(ids)).forEach(one -> found.put(new Key<>(realm, id.apply(one)), one)));
        return found;
    }
}
