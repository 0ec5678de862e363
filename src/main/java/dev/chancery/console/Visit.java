package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import dev.chancery.text.Texts;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One request of somebody who is signed in: what they ask of the API, and what they get.
final class Visit {
    private final Reception reception;
    private final Request request;
    private final Seat seat;
    private final Texts texts;
    private final List<Call> calls = new ArrayList<>();
    private Thing document = Thing.NOTHING;
    private String read = "";
    private boolean stale;
    private String documentPath = "";
    private @Nullable Call draft;

    Visit(Reception reception, Request request, Seat seat) {
        this.reception = reception;
        this.request = request;
        this.seat = seat;
        this.texts = reception.language().of(request);
    }

    /// A `{name}` of the address.
    String at(String name) {
        return request.parameter(name);
    }

    String realm() {
        return at("realm");
    }

    /// A value of the query; empty without one.
    String asked(String name) {
        return request.query().one(name).orElse("");
    }

    /// The values of the boxes that are ticked, in the query or in the form.
    List<String> ticked(String name) {
        return (isAnswer() ? form() : request.query()).all(name);
    }

    /// The address of this page; of what a form was answered with, that of the page that the form stands on.
    String here() {
        return isAnswer() ? reception.pageOf(request.path()) : request.target();
    }

    boolean isAnswer() {
        return request.method().equals("POST");
    }

    Form form() {
        return request.form();
    }

    /// The entity tag that the form was loaded with, or empty without one; once it is known that others have changed
    /// the thing since, that of what is shown then, so that saving again is deliberate.
    String version() {
        return stale && !read.isEmpty() ? read : form().one("version").orElse("");
    }

    Seat seat() {
        return seat;
    }

    String say(String key, String... fillings) {
        return texts.say(key, fillings);
    }

    boolean says(String key) {
        return texts.words().containsKey(key);
    }

    /// `GET` of the API in this realm; what it refuses ends the page.
    Thing get(String path, Map<String, String> query) {
        return read(path, query).content();
    }

    Thing get(String path) {
        return get(path, Map.of());
    }

    /// The same, with its entity tag.
    Answer read(String path) {
        return read(path, Map.of());
    }

    Answer read(String path, Map<String, String> query) {
        return tried(path, query).orRefused();
    }

    /// The same, whatever the answer is.
    Answer tried(String path, Map<String, String> query) {
        return send(Call.get(path, inRealm(path, query)));
    }

    /// What is asked once more for each thing that is ticked; the page is not shown as these requests.
    Answer aside(String path, Map<String, String> query) {
        return answered(Call.get(path, inRealm(path, query)));
    }

    /// A question that is asked with content, whatever the answer is; it changes nothing.
    Answer asking(String path, JsonNode question) {
        return send(new Call("POST", path, inRealm(path, Map.of()), question, ""));
    }

    /// What a change would come to; nothing is kept of it. As it takes a turn at writing, nothing is asked for
    /// where a page of another site leads here.
    Answer rehearsed(String method, String path, JsonNode body) {
        if (!Reception.isOwn(request)) return Answer.NONE;
        return send(new Call(method, path, inRealm(path, Map.of()), body, "").with("dryRun", "true"));
    }

    /// What this realm's token endpoint answers to a client's form.
    Answer token(Map<String, String> fields) {
        return reception.backend().form(request, Seats.tokenPath(realm()), fields);
    }

    String tokenUrl() {
        return root() + Seats.tokenPath(realm());
    }

    /// Does what a form asks for, or shows what that would be: its button says which of the three.
    Outcome act(String method, String path, @Nullable JsonNode body) {
        return act(method, path, Map.of(), body);
    }

    /// The same, with a query.
    Outcome act(String method, String path, Map<String, String> query, @Nullable JsonNode body) {
        var call = new Call(method, path, inRealm(path, query), body, version());
        return switch (form().one("do").orElse("")) {
            case "request" -> new Outcome(null, Complaint.NONE, asRequest(call), null);
            case "foretell" -> foretold(call);
            default -> {
                var answer = allowed(call);
                yield new Outcome(answer, answer.isDone() ? Complaint.NONE : complaint(answer), ShownAs.NOTHING, null);
            }
        };
    }

    /// What it would change in what is there as `version`.
    Outcome foretold(String method, String path, Map<String, String> query, JsonNode body, String version) {
        return foretold(new Call(method, path, inRealm(path, query), body, version));
    }

    private Outcome foretold(Call call) {
        var answer = allowed(call.with("dryRun", "true"));
        return answer.isDone()
                ? new Outcome(null, Complaint.NONE, ShownAs.NOTHING, answer.content())
                : new Outcome(null, complaint(answer), ShownAs.NOTHING, null);
    }

    private Complaint complaint(Answer answer) {
        stale = answer.status() == 412;
        return stale ? Complaint.stale(say("outcome.stale")) : answer.complaint(texts);
    }

    /// The same, where being refused ends the page.
    Thing done(String method, String path, @Nullable JsonNode body) {
        return send(new Call(method, path, inRealm(path, Map.of()), body, version()))
                .orRefused()
                .content();
    }

    /// @param template in `src/main/jte/console`, and `page` what it shows
    Response show(String template, Object page) {
        return show(200, template, page);
    }

    /// What was refused is shown again as 422: RFC 9110 §15.5.21.
    Response show(Outcome outcome, String template, Object page) {
        return show(outcome.complaint().isPresent() ? 422 : 200, template, page);
    }

    Response show(int status, String template, Object page) {
        return reception.shown(this, status, template, page);
    }

    /// After something was done: to another page of this realm, which says so.
    ///
    /// @param done the key of the words after `done.`; empty to say nothing
    Response go(String path, String done) {
        return led(reception.address(this, path), done);
    }

    /// The same, to one that is outside of it, such as one of another realm.
    Response goOutside(String path, String done) {
        return led(root() + "/console" + path, done);
    }

    private Response led(String address, String done) {
        var leading = Response.redirect(URI.create(address)).noStore();
        return done.isEmpty() ? leading : reception.done().saidAfter(leading, done);
    }

    /// Where the server is reached.
    String root() {
        return reception.publicUrl();
    }

    Request request() {
        return request;
    }

    Texts texts() {
        return texts;
    }

    /// What the form of this page would ask for, where it is filled in as it is shown at first.
    void draft(String method, String path, JsonNode body) {
        draft = new Call(method, path, inRealm(path, Map.of()), body, "");
    }

    /// What was asked so far, and what the form of the page would.
    ShownAs shownAs() {
        if (draft == null)
            return ShownAs.of(calls, DocumentPart.shown(realmOrNone(), documentPath, document), reception.publicUrl());
        var all = Stream.concat(calls.stream(), Stream.of(draft)).toList();
        return ShownAs.of(all, DocumentPart.asked(realmOrNone(), draft, document), reception.publicUrl());
    }

    private ShownAs asRequest(Call call) {
        var before = call.path().equals(documentPath) ? document : Thing.NOTHING;
        return ShownAs.of(List.of(call), DocumentPart.asked(realmOrNone(), call, before), reception.publicUrl());
    }

    private String realmOrNone() {
        return request.hasParameter("realm") ? realm() : "";
    }

    static JsonNode json(Object value) {
        return JsonText.tree(value);
    }

    /// Whoever may not is told so on a page of its own; there is nothing that they could fill in otherwise.
    private Answer allowed(Call call) {
        var answer = send(call);
        if (answer.status() == 403 || answer.status() == 404) throw new Refusal(answer);
        return answer;
    }

    private Answer send(Call call) {
        calls.add(call);
        var answer = answered(call);
        if (isThing(call, answer) && documentPath.isEmpty()) {
            document = answer.content();
            documentPath = call.path();
            read = answer.version();
        }
        return answer;
    }

    private Answer answered(Call call) {
        var answer = reception.backend().send(request, seat.access(), call);
        if (answer.status() == 401) throw new SignedOut();
        return answer;
    }

    /// One thing, and no whole realm.
    private static boolean isThing(Call call, Answer answer) {
        return call.method().equals("GET")
                && answer.isDone()
                && !answer.version().isEmpty()
                && !call.path().endsWith("/configuration");
    }

    /// Of what is addressed by an id the realm is said too, so that a page of one realm never shows a thing of another.
    private Map<String, String> inRealm(String path, Map<String, String> query) {
        if (path.startsWith("/api/realms")) return query;
        var more = new LinkedHashMap<String, String>();
        more.put("realm", realm());
        more.putAll(query);
        return more;
    }

    /// Their token has ended before its time.
    static final class SignedOut extends RuntimeException {
        SignedOut() {
            super(null, null, false, false);
        }
    }
}
