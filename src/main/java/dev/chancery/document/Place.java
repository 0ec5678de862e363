package dev.chancery.document;

import dev.chancery.admin.Refused;
import dev.chancery.json.JsonText;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/// Where something stands in a document: a JSON pointer (RFC 6901), which refusals name.
public record Place(String pointer) {
    static final Place WHOLE = new Place("");

    Place in(String member) {
        return new Place(pointer + "/" + member.replace("~", "~0").replace("/", "~1"));
    }

    Place in(int index) {
        return new Place(pointer + "/" + index);
    }

    Refused invalid(String message) {
        return Refused.invalid(pointer, message);
    }

    Refused conflict(String message) {
        return Refused.conflict(pointer, message);
    }

    /// What an act says against a member, it says against a place here.
    <T> T of(Supplier<T> act) {
        try {
            return act.get();
        } catch (Refused refused) {
            var member = refused.member;
            if (member != null && member.startsWith("/")) throw refused;
            throw refused.at(member == null ? pointer : pointer + "/" + steps(member));
        }
    }

    void during(Runnable act) {
        of(() -> {
            act.run();
            return true;
        });
    }

    <T> T read(JsonNode tree, Class<T> type) {
        try {
            return JsonText.MAPPER.treeToValue(tree, type);
        } catch (DatabindException mismatch) {
            var place = this;
            for (var step : mismatch.getPath())
                place = step.getPropertyName() == null ? place.in(step.getIndex()) : place.in(step.getPropertyName());
            throw place.invalid("There is no such member, or not of this type.");
        } catch (JacksonException malformed) {
            throw invalid("Not of the expected form.");
        }
    }

    /// Nobody reads the server's environment or files by a document.
    void requireInFull(JsonNode credential) {
        if (credential.path("value").isObject())
            throw in("value").invalid("References to the environment or to files are for the command line to resolve.");
    }

    /// `mappers[0].claim` as the steps of a pointer.
    private static String steps(String member) {
        return member.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
    }
}
