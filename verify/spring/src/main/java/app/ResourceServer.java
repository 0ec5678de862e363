package app;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers whoever has a token. Its one setting is `issuer-uri`.
@RestController
class ResourceServer {

    record Caller(String subject, String client, List<String> authorities) {}

    @GetMapping("/caller")
    Caller caller(JwtAuthenticationToken token) {
        return new Caller(
                token.getToken().getSubject(),
                token.getToken().getClaimAsString("azp"),
                token.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .sorted()
                        .toList());
    }
}
