package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The three steps that make a client. Each has an address that holds what was filled in so far, so that nothing is
/// kept in between, and the way back, loading anew and a link lead to where they led before.
public final class CreateClientPages {
    /// Of such an address; whatever is more goes along in the form alone.
    public static final int LONGEST = 6_000;

    /// The words that head the steps.
    public static final List<String> TITLES = List.of("client.general", "client.capabilities", "client.login");

    private static final Fields TYPE = Fields.of("client", Field.choice("clientType", "openid-connect"));

    private static final Fields GENERAL = Fields.of(
            "client",
            Field.text("clientId"),
            Field.text("name"),
            Field.paragraph("description"),
            Field.flag("alwaysDisplayInUi"));

    private static final List<Fields> STEPS = List.of(GENERAL, ClientPages.CAPABILITIES, ClientPages.LOGIN);
    private static final Fields ALL = GENERAL.with(ClientPages.CAPABILITIES).with(ClientPages.LOGIN);

    /// What is filled in before anybody has.
    private static final Thing BLANK = new Thing(Visit.json(Map.of(
            "grantTypes",
            List.of("authorization_code", "refresh_token"),
            "publicClient",
            false,
            "pkceRequired",
            true)));

    /// @param step from 0
    /// @param elsewhere what stands in the fields of the other steps, by their names
    /// @param chosen at the steps before, told on the last: who came by a link has not seen them
    public record StepPage(
            int step, List<Filled> here, Map<String, String> elsewhere, List<Chosen> chosen, Outcome outcome) {
        public boolean isLast() {
            return step == STEPS.size() - 1;
        }
    }

    /// @param risk the key of the words for what others may misuse of it; empty without one
    public record Chosen(Filled one, String risk) {}

    /// `GET …/clients/create?step=&…`: the first step as it is at first, or one with what was filled in.
    Response show(Visit visit) {
        var typed = visit.request().query();
        var isBegun = typed.one("step").isPresent();
        var filled = isBegun ? ALL.again(typed, BLANK, Complaint.NONE) : ALL.shown(BLANK);
        var asked = isBegun ? ALL.change(typed, Thing.NOTHING) : ALL.example(BLANK);
        if (asked.path("clientId").asString("").isEmpty()) asked.put("clientId", Fields.EXAMPLE);
        visit.draft("POST", "/api/clients", QuickPages.led(wish(visit, asked)));
        return visit.show("client-create", page(step(typed), filled, Outcome.NONE));
    }

    /// `POST …/clients/create`: to the next step or back, or the client is made.
    Response step(Visit visit) {
        var step = step(visit.form());
        return switch (visit.form().one("do").orElse("")) {
            case "next" -> moved(visit, step + 1);
            case "back" -> moved(visit, step - 1);
            default -> make(visit, step);
        };
    }

    private static Response moved(Visit visit, int step) {
        var to = Math.clamp(step, 0, STEPS.size() - 1);
        var filled = ALL.again(visit.form(), BLANK, Complaint.NONE);
        var kept = new LinkedHashMap<>(Map.of("step", Integer.toString(to)));
        for (var one : filled) kept.put(one.field().name(), one.value());
        var address = Call.get("/clients/create", kept).target();
        return address.length() > LONGEST
                ? visit.show("client-create", page(to, filled, Outcome.NONE))
                : visit.go(address, "");
    }

    /// What is wrong is shown at its step. Without an id of its own, the form sent twice would make two clients.
    private static Response make(Visit visit, int step) {
        var outcome = ALL.told(
                visit,
                visit.form().one("clientId").orElse("").isBlank()
                        ? Outcome.complaining("clientId", visit.say("client.clientId.absent"))
                        : visit.act("POST", "/api/clients", wish(visit, ALL.change(visit.form(), Thing.NOTHING))));
        if (outcome.isDone()) return visit.go(ClientPages.address(outcome.content()), "created");
        var complaint = outcome.complaint();
        var wrong = IntStream.range(0, STEPS.size())
                .filter(each -> STEPS.get(each).all().stream().anyMatch(field -> complaint.isAbout(field.member())))
                .findFirst()
                .orElse(step);
        return visit.show(outcome, "client-create", page(wrong, ALL.again(visit.form(), BLANK, complaint), outcome));
    }

    /// With the realm's default scopes, and a secret that is read once on the page of credentials.
    private static ObjectNode wish(Visit visit, ObjectNode wish) {
        wish.put("realmName", visit.realm());
        var scopes = scopes(visit);
        wish.set("scopes", Visit.json(named(scopes, "default")));
        wish.set("optionalScopes", Visit.json(named(scopes, "optional")));
        wish.put("secretStorage", "once");
        return wish;
    }

    /// The scopes that tokens name and that the realm gives in this way.
    private static List<String> named(List<Thing> scopes, String way) {
        return scopes.stream()
                .filter(scope -> scope.flag("includeInTokenScope"))
                .filter(scope -> scope.text("realmDefault").equals(way))
                .map(scope -> scope.text("name"))
                .toList();
    }

    private static List<Thing> scopes(Visit visit) {
        var all = new ArrayList<Thing>();
        var next = "";
        do {
            var page = visit.get("/api/scopes", Map.of("size", "100", "after", next));
            all.addAll(page.things("content"));
            next = page.text("next");
        } while (!next.isEmpty());
        return all;
    }

    private static StepPage page(int step, List<Filled> filled, Outcome outcome) {
        var here = ClientPages.of(filled, STEPS.get(step));
        var elsewhere = new LinkedHashMap<String, String>();
        for (var one : filled)
            if (!here.contains(one) && !one.value().isEmpty())
                elsewhere.put(one.field().name(), one.value());
        var shown = step == 0
                ? Stream.concat(TYPE.shown(Thing.NOTHING).stream(), here.stream())
                        .toList()
                : here;
        return new StepPage(step, shown, elsewhere, chosen(filled), outcome);
    }

    private static List<Chosen> chosen(List<Filled> filled) {
        return STEPS.subList(0, STEPS.size() - 1).stream()
                .flatMap(step -> ClientPages.of(filled, step).stream())
                .filter(one -> one.field().isSwitch() || !one.value().isEmpty())
                .map(one -> new Chosen(one, risk(one, filled)))
                .toList();
    }

    private static String risk(Filled one, List<Filled> filled) {
        return switch (one.field().name()) {
            case "directAccessGrants" -> one.isOn() ? "risk.password-grant" : "";
            case "implicitFlow" -> one.isOn() ? "risk.implicit-grant" : "";
            case "pkceRequired" -> !one.isOn() && isOn(filled, "standardFlow") ? "risk.no-pkce" : "";
            default -> "";
        };
    }

    private static boolean isOn(List<Filled> filled, String name) {
        return filled.stream().anyMatch(one -> one.field().name().equals(name) && one.isOn());
    }

    private static int step(Form form) {
        var typed = form.one("step").orElse("");
        return IntStream.range(0, STEPS.size())
                .filter(each -> typed.equals(Integer.toString(each)))
                .findFirst()
                .orElse(0);
    }
}
