package dev.chancery;

import dev.chancery.db.Dialect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a test class twice: with a [TestServer] on SQLite and on PostgreSQL, and the [SettableClock] that it goes by.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnBothDatabases.Source.class)
public @interface OnBothDatabases {

    /// Starts each server only when its turn comes; it is closed after the class.
    final class Source implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.of(Dialect.values()).map(dialect -> {
                var clock = new SettableClock("2030-01-31T12:00:00Z");
                return Arguments.of(new TestServer(dialect, clock).start(), clock);
            });
        }
    }
}
