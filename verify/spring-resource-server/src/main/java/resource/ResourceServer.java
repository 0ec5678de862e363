package resource;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers whoever has a token that Spring Security's defaults accept. Its one setting is `issuer-uri`.
@SpringBootApplication
@RestController
public class ResourceServer {

    public record Caller(String subject, String client, List<String> authorities) {}

    public static void main(String[] args) {
        SpringApplication.run(ResourceServer.class, args);
    }

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
