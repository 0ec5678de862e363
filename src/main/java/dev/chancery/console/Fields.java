package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A form over a document of the API: how it is shown, and the change that it asks for (RFC 7396).
///
/// @param words what its words begin with
public record Fields(String words, List<Field> all) {

    static final String EXAMPLE = "example";

    static Fields of(String words, Field... all) {
        return new Fields(words, List.of(all));
    }

    /// As the document has it.
    List<Filled> shown(Thing document) {
        return all.stream()
                .map(field -> {
                    var value = value(field, document);
                    return new Filled(this, field, value, Complaint.NONE, loaded(field, document), null);
                })
                .toList();
    }

    /// What it asks for as it is shown, under a name that stands for any.
    ObjectNode example(Thing document) {
        var typed = new LinkedHashMap<String, List<String>>();
        for (var one : shown(document)) typed.put(one.field().name(), List.of(one.value()));
        typed.put(all.getFirst().name(), List.of(EXAMPLE));
        return change(new Form(typed), document);
    }

    /// As somebody has filled it in, with what is wrong about it; where others have changed the document since it was
    /// loaded, with what they have made of it.
    List<Filled> again(Form form, Thing document, Complaint complaint) {
        return all.stream()
                .map(field -> again(field, form, document, complaint))
                .toList();
    }

    private Filled again(Field field, Form form, Thing document, Complaint complaint) {
        var typed = typed(field, form, document);
        var wrong = complaint.isAt(id(field)) ? complaint : Complaint.NONE;
        var loaded = new Loaded(form.one(field.loaded()).orElse(""));
        var fresh = loaded(field, document);
        if (!complaint.stale() || !fresh.isKnown()) return new Filled(this, field, typed, wrong, loaded, null);
        var now = value(field, document);
        var others = loaded.isChanged(typed, now) ? now : null;
        return new Filled(this, field, loaded.merged(typed, now), wrong, fresh, others);
    }

    /// The same outcome, told of the input that stands for the member at fault: of the first, where several say what is
    /// in one list.
    Outcome told(Visit visit, Outcome outcome) {
        var said = outcome.complaint();
        return all.stream()
                .filter(field -> said.isAbout(field.member()))
                .findFirst()
                .map(field -> plainly(visit, field, said).at(id(field), visit.say(heading(visit, field))))
                .or(() -> elsewhere(visit, said))
                .map(outcome::about)
                .orElse(outcome);
    }

    /// The API takes what is no number for a text, and says that there is no such member.
    private static Complaint plainly(Visit visit, Field field, Complaint said) {
        var typed = visit.form().one(field.name()).orElse("").strip();
        return field.isNumber() && !typed.isEmpty() && !number(typed).isNumber()
                ? new Complaint(said.member(), visit.say("refusal.whole-number"))
                : said;
    }

    String id(Field field) {
        return words + "-" + field.name().replace('.', '-');
    }

    String label(Field field) {
        return words + "." + field.name();
    }

    private String heading(Visit visit, Field field) {
        var group = label(field) + ".group";
        return field.kind() == Field.Kind.HAS && visit.says(group) ? group : label(field);
    }

    /// Of the same document, and on another page.
    private Optional<Complaint> elsewhere(Visit visit, Complaint said) {
        var label = words + "." + said.member();
        return visit.says(label) ? Optional.of(said.at("", visit.say(label))) : Optional.empty();
    }

    /// What has no id is not there yet, so nobody else changes it.
    private static Loaded loaded(Field field, Thing document) {
        return field.isSent() && field.kind() != Field.Kind.SECRET && document.has("id")
                ? Loaded.of(value(field, document))
                : Loaded.NOTHING;
    }

    private static String typed(Field field, Form form, Thing document) {
        if (!field.isSent()) return value(field, document);
        if (field.kind() == Field.Kind.SECRET) return "";
        return form.one(field.name()).orElse("").replace("\r\n", "\n");
    }

    /// The members that the form stands for, as it is filled in; lists keep the entries of `document` that it says
    /// nothing about.
    ObjectNode change(Form form, Thing document) {
        var change = JsonText.emptyObject();
        for (var field : all) {
            if (!field.isSent()) continue;
            var value = form.one(field.name()).orElse("");
            if (field.kind() == Field.Kind.SECRET && value.isEmpty()) continue;
            set(change, field.member(), node(field, value, change, document));
        }
        return change;
    }

    private JsonNode node(Field field, String value, ObjectNode change, Thing document) {
        var nodes = JsonText.MAPPER.getNodeFactory();
        return switch (field.kind()) {
            case SWITCH -> nodes.booleanNode(!value.isEmpty());
            case NOT -> nodes.booleanNode(value.isEmpty());
            case HAS -> {
                var so = new Thing(change).has(field.member()) ? new Thing(change) : document;
                var entries = new LinkedHashSet<>(so.texts(field.member()));
                if (value.isEmpty()) entries.removeAll(field.options());
                else entries.addAll(field.options());
                yield JsonText.tree(entries);
            }
            case LINES -> JsonText.tree(lines(value));
            case NUMBER, SECONDS -> value.isBlank() ? nodes.nullNode() : number(value.strip());
            case MAYBE -> value.isBlank() ? nodes.nullNode() : nodes.stringNode(value.strip());
            case CHOICE -> value.isEmpty() ? nodes.nullNode() : nodes.stringNode(value);
            case PARAGRAPH -> nodes.stringNode(String.join(" ", lines(value)));
            default -> nodes.stringNode(value.strip());
        };
    }

    /// What is not a number is sent as it is: the API says what is wrong with it.
    private static JsonNode number(String value) {
        try {
            return JsonText.tree(Long.parseLong(value));
        } catch (NumberFormatException notOne) {
            return JsonText.tree(value);
        }
    }

    private static void set(ObjectNode change, String member, JsonNode value) {
        var names = new ArrayList<>(List.of(member.split("\\.", -1)));
        var last = names.removeLast();
        var node = change;
        for (var name : names) node = node.withObjectProperty(name);
        node.set(last, value);
    }

    static List<String> lines(String value) {
        return value.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String value(Field field, Thing document) {
        return switch (field.kind()) {
            case SWITCH -> document.flag(field.member()) ? "on" : "";
            case NOT -> document.flag(field.member()) ? "" : "on";
            case HAS -> document.texts(field.member()).containsAll(field.options()) ? "on" : "";
            case LINES -> String.join("\n", document.texts(field.member()));
            case SECRET, UNAVAILABLE -> "";
            default -> document.text(field.member());
        };
    }

    Fields with(Fields more) {
        return new Fields(words, Stream.concat(all.stream(), more.all.stream()).toList());
    }
}
