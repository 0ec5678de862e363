package dev.chancery.spec.oidc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The modules of the certification plans")
class ModulesTest {

    @Test
    @DisplayName("have a test each, and what is named after one is one")
    void each() throws IOException {
        var modules = Files.readAllLines(Path.of("conformance/modules"));

        var tested = Stream.of(
                        ConfigModulesTest.class,
                        CodeModulesTest.class,
                        ClaimModulesTest.class,
                        SignInModulesTest.class,
                        LogoutModulesTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getAnnotation(DisplayName.class).value())
                .filter(name -> !name.startsWith("…"))
                .map(name -> name.substring(0, name.indexOf(':')))
                .toList();
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(List.copyOf(modules))
                .hasSize(47);
    }
}
