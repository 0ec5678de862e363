package app;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;

/// Two in one process, each with Spring Security's defaults: a resource server, and an application to sign in to.
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    @Order(1)
    SecurityFilterChain resource(HttpSecurity http) {
        return http.securityMatcher("/caller")
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http, ClientRegistrationRepository registrations) {
        var signOutThere = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signOutThere.setPostLogoutRedirectUri("{baseUrl}");
        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .oauth2Login(withDefaults())
                .logout(logout -> logout.logoutSuccessHandler(signOutThere))
                .build();
    }
}
