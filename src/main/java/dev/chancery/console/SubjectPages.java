package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// What people, groups and roles have in common: attributes, and an end.
public final class SubjectPages {
    private final Kind kind;

    SubjectPages(Kind kind) {
        this.kind = kind;
    }

    public record AttributesPage(Subject subject, List<AttributeRow> rows, Outcome outcome) {}

    /// `GET …/{id}/attributes`.
    Response attributes(Visit visit) {
        var subject = Subject.of(visit, kind);
        return visit.show(
                "subject-attributes",
                new AttributesPage(subject, AttributeRow.shown(subject.attributes()), Outcome.NONE));
    }

    /// `POST …/{id}/attributes`.
    Response changeAttributes(Visit visit) {
        var subject = Subject.of(visit, kind);
        var typed = AttributeRow.typed(visit.form());
        var outcome = AttributeRow.complaint(visit, typed)
                .orElseGet(() -> AttributeRow.told(
                        visit,
                        visit.act(
                                "PATCH",
                                subject.api(),
                                Visit.json(Map.of("attributes", AttributeRow.change(typed, subject.attributes()))))));
        if (outcome.isDone()) return visit.go(subject.path("attributes"), "saved");
        var rows = AttributeRow.again(typed, subject.attributes(), outcome.complaint());
        return visit.show(outcome, "subject-attributes", new AttributesPage(subject.asLoaded(visit), rows, outcome));
    }

    /// `GET …/{id}/delete`.
    Response confirmDelete(Visit visit) {
        return visit.show("confirm", confirm(Subject.of(visit, kind), Outcome.NONE));
    }

    /// `POST …/{id}/delete`.
    Response delete(Visit visit) {
        var subject = Subject.of(visit, kind);
        var outcome = visit.act("DELETE", subject.api(), null);
        if (outcome.isDone()) return visit.go("/" + kind.section, "gone");
        return visit.show(outcome, "confirm", confirm(subject.asLoaded(visit), outcome));
    }

    private Confirm confirm(Subject subject, Outcome outcome) {
        return new Confirm(
                kind.section + ".delete",
                List.of(subject.title()),
                subject.path("delete"),
                subject.path("details"),
                subject.version(),
                outcome);
    }
}
