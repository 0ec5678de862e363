package dev.chancery.issue;

import static dev.chancery.oauth.OAuthError.INVALID_SCOPE;

import dev.chancery.client.Grant;
import dev.chancery.client.Registration;
import dev.chancery.failure.FailureCause;
import dev.chancery.oauth.OAuthException;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.ClientScope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scopes that a token is granted: RFC 6749 §3.3. Hidden default scopes always apply; they only add claims.
public record GrantedScope(List<ClientScope> scopes) {
    private static final int MOST_ASKED = 100;
    private static final int LONGEST_NAMED = 64;
    private static final Pattern SPACES = Pattern.compile(" +");

    /// For a client on its own behalf. There is no ID token and nobody who could be away.
    public static GrantedScope ofClient(Registration registration, String asked) {
        requireNotOffline(registration, asked);
        var granted = of(registration, asked).scopes().stream().filter(scope -> !BuiltInScope.OPENID.is(scope.name()));
        return new GrantedScope(granted.toList());
    }

    /// For somebody who signs in.
    public static GrantedScope ofPerson(Registration registration, String asked) {
        // OpenID Connect Core §11: "This scope value requests that an OAuth 2.0 Refresh Token be issued"
        if (!registration.client().settings().allows(Grant.REFRESH_TOKEN)) requireNotOffline(registration, asked);
        return of(registration, asked);
    }

    /// What still stands of what was `granted`, or as much of it as is asked for: RFC 6749 §6.
    public static GrantedScope ofGrant(Registration registration, String granted, String asked) {
        var once = words(granted);
        var words = asked.isEmpty() ? once : words(asked);
        for (var name : words)
            // "The requested scope MUST NOT include any scope not originally granted by the resource owner"
            if (!once.contains(name)) throw refused(FailureCause.SCOPE_NOT_GRANTED, name, registration);
        return named(registration, words);
    }

    /// Asking for nothing gets the default; asking for too much is refused, not trimmed.
    private static GrantedScope of(Registration registration, String asked) {
        if (asked.isEmpty()) return new GrantedScope(byDefault(registration).toList());
        var words = words(asked);
        var assigned = registration.scopes().stream().map(ClientScope::name).collect(Collectors.toSet());
        for (var name : words) if (!assigned.contains(name)) throw refused(why(registration, name), name, registration);
        return named(registration, words);
    }

    /// Those that the client has, in its order, whatever the order of the question: one answer for all that ask for the
    /// same.
    private static GrantedScope named(Registration registration, List<String> words) {
        var granted = new ArrayList<ClientScope>();
        for (var scope : registration.defaultScopes())
            if (words.contains(scope.name()) || isHidden(scope)) granted.add(scope);
        for (var scope : registration.optionalScopes()) if (words.contains(scope.name())) granted.add(scope);
        return new GrantedScope(List.copyOf(granted));
    }

    private static boolean isHidden(ClientScope scope) {
        return !scope.settings().includeInTokenScope() && !BuiltInScope.OFFLINE_ACCESS.is(scope.name());
    }

    private static void requireNotOffline(Registration registration, String asked) {
        if (words(asked).contains(BuiltInScope.OFFLINE_ACCESS.scopeName))
            throw refused(FailureCause.SCOPE_NOT_FOR_GRANT, BuiltInScope.OFFLINE_ACCESS.scopeName, registration);
    }

    /// The `scope` of the answer and of the token.
    public String text() {
        var text = new StringBuilder();
        for (var scope : scopes)
            if (scope.settings().includeInTokenScope())
                text.append(text.isEmpty() ? "" : " ").append(scope.name());
        return text.toString();
    }

    public boolean contains(String name) {
        for (var scope : scopes) if (scope.name().equals(name)) return true;
        return false;
    }

    private static Stream<ClientScope> byDefault(Registration registration) {
        return registration.defaultScopes().stream().filter(scope -> !BuiltInScope.OFFLINE_ACCESS.is(scope.name()));
    }

    private static List<String> words(String asked) {
        var words = List.of(SPACES.split(asked.strip(), MOST_ASKED + 1));
        if (words.size() > MOST_ASKED)
            throw INVALID_SCOPE.because(FailureCause.MALFORMED_REQUEST, "more than %d scopes", MOST_ASKED);
        return words;
    }

    private static FailureCause why(Registration registration, String name) {
        return registration.realmScopes().contains(name) ? FailureCause.SCOPE_NOT_ASSIGNED : FailureCause.UNKNOWN_SCOPE;
    }

    private static OAuthException refused(FailureCause cause, String name, Registration registration) {
        var shown = name.length() > LONGEST_NAMED ? name.substring(0, LONGEST_NAMED) + "..." : name;
        return INVALID_SCOPE
                .because(cause, "the client may not ask for the scope '%s'", shown)
                .of(registration.client().clientId())
                .privately("scope %s", shown);
    }
}
