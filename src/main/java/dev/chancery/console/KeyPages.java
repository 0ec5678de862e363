package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The signing keys of a realm, and their rotation.
public final class KeyPages {
    /// The members that tell of a key's course.
    public static final List<String> DATES = List.of("activeFrom", "supersededAt", "goneAt");

    private static final Fields ROTATION = Fields.of("key", Field.flag("revoke"));

    private final InstantSource clock;

    KeyPages(InstantSource clock) {
        this.clock = clock;
    }

    /// @param state its words are `key.state.<state>`
    public record Key(Thing key, String state) {}

    public record ListPage(List<Key> keys) {}

    public record RotatePage(List<Filled> fields, Outcome outcome) {}

    /// `GET …/keys`.
    Response list(Visit visit) {
        var now = clock.instant();
        var keys = visit.get(RealmPages.path(visit) + "/keys").things("content").stream()
                .map(key -> new Key(key, state(key, now)))
                .toList();
        return visit.show("keys", new ListPage(keys));
    }

    /// `GET …/keys/rotate`, for those who may see the keys.
    Response ask(Visit visit) {
        visit.get(RealmPages.path(visit) + "/keys");
        visit.draft("POST", RealmPages.path(visit) + "/keys/rotate", ROTATION.change(Form.parse(""), Thing.NOTHING));
        return visit.show("keys-rotate", new RotatePage(ROTATION.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/keys/rotate`.
    Response rotate(Visit visit) {
        var form = visit.form();
        var path = RealmPages.path(visit) + "/keys/rotate";
        var outcome = ROTATION.told(visit, visit.act("POST", path, ROTATION.change(form, Thing.NOTHING)));
        if (outcome.isDone()) return visit.go("/keys", "rotated");
        return visit.show(
                outcome,
                "keys-rotate",
                new RotatePage(ROTATION.again(form, Thing.NOTHING, outcome.complaint()), outcome));
    }

    private static String state(Thing key, Instant now) {
        if (isPast(key, "goneAt", now)) return "gone";
        if (isPast(key, "supersededAt", now)) return "verifies";
        return isPast(key, "activeFrom", now) ? "signs" : "waits";
    }

    private static boolean isPast(Thing key, String member, Instant now) {
        return key.has(member) && !Instant.parse(key.text(member)).isAfter(now);
    }
}
