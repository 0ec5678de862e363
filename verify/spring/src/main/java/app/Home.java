package app;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers whoever is signed in.
@RestController
class Home {

    record Person(String subject, String email, String givenName) {}

    record Token(String value) {}

    @GetMapping("/")
    Person person(@AuthenticationPrincipal OidcUser person) {
        return new Person(person.getSubject(), person.getEmail(), person.getGivenName());
    }

    /// Refreshed when it is about to expire.
    @GetMapping("/token")
    Token token(@RegisteredOAuth2AuthorizedClient OAuth2AuthorizedClient client) {
        return new Token(client.getAccessToken().getTokenValue());
    }
}
