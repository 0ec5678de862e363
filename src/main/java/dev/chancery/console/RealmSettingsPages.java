package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.stream.Stream;

/// The settings of a realm, in parts.
public final class RealmSettingsPages {
    private static final String WORDS = "realm";

    /// @param name its words are `realm.part.<name>`
    private record Group(String name, Fields fields) {}

    private static final List<Group> GROUPS = List.of(
            new Group("general", Fields.of(WORDS, Field.text("displayName"), Field.flag("enabled"))),
            new Group(
                    "tokens",
                    Fields.of(
                            WORDS,
                            Field.number("tokenLifespanSeconds"),
                            Field.number("refreshTokenLifespanSeconds"),
                            Field.choice("accessTokenType", "JWT", "at+jwt"),
                            Field.choice("signatureAlgorithm", "RS256", "PS256", "ES256", "EdDSA"),
                            Field.number("keyRotationDays"),
                            Field.maybe("defaultAudience"),
                            Field.seconds("notBefore"))),
            new Group(
                    "sessions",
                    Fields.of(
                            WORDS,
                            Field.number("sessionIdleSeconds"),
                            Field.number("sessionLifespanSeconds"),
                            Field.number("rememberMeSeconds"),
                            Field.number("offlineLifespanSeconds"),
                            Field.number("refreshTokenGraceSeconds"))),
            new Group("sign-in", Fields.of(WORDS, Field.flag("mfaRequired"))),
            new Group("branding", Fields.of(WORDS, Field.text("brandColour"), Field.paragraph("brandLogo"))));

    private static final Fields ALL = new Fields(
            WORDS,
            GROUPS.stream().flatMap(group -> group.fields().all().stream()).toList());

    /// @param name its words are `realm.part.<name>`
    public record Part(String name, List<Filled> fields) {}

    /// @param realm as the API has it
    /// @param version of what is shown
    public record SettingsPage(Thing realm, String version, List<Part> parts, Outcome outcome) {}

    /// `GET …/settings`.
    Response settings(Visit visit) {
        var read = visit.read(RealmPages.path(visit));
        return visit.show(
                "realm-settings", page(read.content(), read.version(), ALL.shown(read.content()), Outcome.NONE));
    }

    /// `POST …/settings`.
    Response change(Visit visit) {
        var realm = visit.get(RealmPages.path(visit));
        var form = visit.form();
        var outcome = ALL.told(visit, visit.act("PATCH", RealmPages.path(visit), ALL.change(form, realm)));
        if (outcome.isDone()) return visit.go("/settings", "saved");
        var filled = ALL.again(form, realm, outcome.complaint());
        return visit.show(outcome, "realm-settings", page(realm, visit.version(), filled, outcome));
    }

    private static SettingsPage page(Thing realm, String version, List<Filled> filled, Outcome outcome) {
        var parts = GROUPS.stream()
                .map(group -> new Part(group.name(), of(filled, group).toList()))
                .toList();
        return new SettingsPage(realm, version, parts, outcome);
    }

    private static Stream<Filled> of(List<Filled> filled, Group group) {
        return filled.stream().filter(one -> group.fields().all().contains(one.field()));
    }
}
