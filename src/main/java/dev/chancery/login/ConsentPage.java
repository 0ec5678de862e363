package dev.chancery.login;

import dev.chancery.scope.ClientScope;
import java.util.List;

/// May the client have this? OpenID Connect Core §3.1.2.4.
///
/// @param personFixed the client says who it must be
/// @param scopes names of standard scopes, or texts as they were written for others
/// @param shown comes back with the answer, and tells to what it was
public record ConsentPage(String client, String person, boolean personFixed, List<String> scopes, String shown)
        implements Page {
    @Override
    public String template() {
        return "consent";
    }

    /// Each scope in the words of its administrator, or by its name.
    static List<String> texts(List<ClientScope> scopes) {
        return scopes.stream()
                .map(scope -> {
                    var text = scope.settings().consentText();
                    return text.isEmpty() ? scope.name() : text;
                })
                .toList();
    }
}
