package dev.chancery.issue;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.db.Gathered;
import dev.chancery.id.GrantId;
import dev.chancery.id.RealmId;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.GrantStore;
import dev.chancery.session.SessionStore;
import dev.chancery.user.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The refresh tokens that work, one for each grant at most: read, with all that they stand on, and replaced, in one
/// statement for all who come at the same time.
public final class TipStore {
    /// How many rotations can be under way at once.
    public static final int LINES = 4;

    private static final String READ = """
            SELECT %s, g.tip_hash, g.previous_hash, g.rotated_at, %s, %s
              FROM authorization_grant g
              JOIN person p ON p.id = g.person_id AND p.realm_id = g.realm_id
              LEFT JOIN user_session s ON s.id = g.session_id AND s.realm_id = g.realm_id
             WHERE g.id IN (<ids>)""".formatted(
                    Columns.of("g", GrantStore.COLUMNS),
                    Columns.of("s", SessionStore.COLUMNS),
                    Columns.of("p", UserStore.COLUMNS));

    private final Gathered<GrantId, Tip> tips;

    /// The first is for all: others only where it waits for a grant that somebody else holds.
    private final List<Gathered<Rotation, Boolean>> rotations;

    public TipStore(Database db) {
        tips = Gathered.reading(ids -> db.read(tx -> tips(tx, ids)));
        rotations = Stream.generate(
                        () -> new Gathered<Rotation, Boolean>(asked -> db.writeAlone(tx -> rotated(tx, asked))))
                .limit(LINES)
                .toList();
    }

    /// The refresh token of a grant that works, and the one before it.
    public record Tip(
            Ground ground,
            @Nullable TokenHash hash,
            @Nullable TokenHash previous,
            @Nullable Instant rotatedAt) {

        public AuthorizationGrant grant() {
            return ground.grant();
        }
    }

    /// One wish to replace a token, by hashes: two that are alike are two.
    ///
    /// @param until how long the grant lives on
    public record Rotation(GrantId id, String shown, String next, Instant now, Instant until) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /// Alive or not: only [#rotate] decides.
    public Optional<Tip> find(RealmId realm, GrantId id) {
        return tips.find(id).filter(tip -> tip.grant().realm().equals(realm));
    }

    /// Puts the next refresh token in place of the one that was shown: true for one caller only, while it lives;
    /// for none where the database has done it and could not say so.
    public boolean rotate(GrantId id, TokenHash shown, TokenHash next, Instant now, Instant aliveUntil) {
        var line =
                rotations.stream().filter(free -> !free.isHeldUp()).findFirst().orElse(rotations.getLast());
        return line.find(new Rotation(id, shown.hex(), next.hex(), now, aliveUntil))
                .orElse(false);
    }

    /// How many lines wait for a grant that somebody else holds.
    public long heldUp() {
        return rotations.stream().filter(Gathered::isHeldUp).count();
    }

    private static Map<GrantId, Tip> tips(Handle tx, List<GrantId> ids) {
        var tips = new HashMap<GrantId, Tip>();
        tx.createQuery(READ)
                .bindList(
                        "ids", Gathered.filled(ids).stream().map(GrantId::value).toList())
                .map((row, _) -> new Tip(
                        ground(row),
                        hash(row.getString("tip_hash")),
                        hash(row.getString("previous_hash")),
                        Columns.instant(row, "rotated_at")))
                .forEach(tip -> tips.put(tip.grant().id(), tip));
        return tips;
    }

    private static Ground ground(ResultSet row) throws SQLException {
        return new Ground(
                GrantStore.grant(row, "g_"),
                row.getString("s_id") == null ? null : SessionStore.session(row, "s_"),
                UserStore.user(row, "p_"));
    }

    private static Map<Rotation, Boolean> rotated(Handle tx, List<Rotation> asked) {
        // of those that show the same token the first may win: to the others it was used already
        var first = new TreeMap<String, Rotation>(); // in one order, so that two nodes do not wait for each other
        for (var rotation : asked) first.putIfAbsent(shown(rotation.id().value(), rotation.shown()), rotation);
        var won = new HashSet<>(tx.createQuery("""
                        UPDATE authorization_grant AS g
                           SET previous_hash = g.tip_hash, tip_hash = wish.column3, counter = g.counter + 1,
                               rotated_at = wish.column4,
                               alive_until = CASE WHEN g.ends_at < wish.column5 THEN g.ends_at ELSE wish.column5 END
                          FROM (VALUES <wishes>) AS wish
                         WHERE g.id = wish.column1 AND g.tip_hash = wish.column2 AND g.alive_until > wish.column4
                        RETURNING id, previous_hash""")
                .bindMethodsList("wishes", List.copyOf(first.values()), List.of("id", "shown", "next", "now", "until"))
                .map((row, _) -> shown(row.getString(1), row.getString(2)))
                .list());
        var answers = new HashMap<Rotation, Boolean>();
        first.forEach((shown, rotation) -> answers.put(rotation, won.contains(shown)));
        return answers;
    }

    private static String shown(String grant, String hash) {
        return grant + " " + hash;
    }

    private static @Nullable TokenHash hash(@Nullable String hex) {
        return hex == null ? null : TokenHash.ofHex(hex);
    }
}
