package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.time;

import dev.chancery.admin.Refused;
import dev.chancery.realm.Realm;
import dev.chancery.scope.Assignment;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ScopeSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client scope as the API shows and takes it. Absent members take their defaults when a scope is made.
///
/// @param includeInTokenScope whether `scope` names it where it was granted; true when absent
/// @param realmDefault what new clients are given: `none` (when absent), `default` or `optional`
/// @param consentText what people are asked to agree to
/// @param mappers the claims that it stands for; given whole
/// @param builtIn it can be neither renamed nor deleted
public record ScopeDocument(
        @Nullable String id,
        @Nullable String realmName,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean includeInTokenScope,
        @Nullable String realmDefault,
        @Nullable String consentText,
        @Nullable List<MapperDocument> mappers,
        @Nullable Boolean builtIn,
        @Nullable String createdAt) {

    public static final Set<String> READ_ONLY = Set.of("id", "realmName", "name", "builtIn", "createdAt");

    public static ScopeDocument of(Realm realm, ClientScope scope) {
        return new ScopeDocument(
                scope.id().value(),
                realm.name(),
                scope.name(),
                scope.settings().description(),
                scope.settings().includeInTokenScope(),
                wire(scope.settings().realmDefault()),
                scope.settings().consentText(),
                MapperDocument.of(scope.settings().mappers()),
                scope.builtIn(),
                time(scope.createdAt()));
    }

    public ScopeSettings settings() {
        return new ScopeSettings(
                or(description, ""),
                or(includeInTokenScope, true),
                assignment(or(realmDefault, "none")),
                or(consentText, ""),
                MapperDocument.mappers(mappers));
    }

    private static Assignment assignment(String wire) {
        return Stream.of(Assignment.values())
                .filter(value -> wire(value).equals(wire))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("realmDefault", "none, default or optional."));
    }

    private static String wire(Assignment assignment) {
        return assignment.name().toLowerCase(Locale.ROOT);
    }
}
