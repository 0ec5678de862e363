package dev.chancery.db;

import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// How Java values lie in columns, alike on both databases: `Instant` as `BIGINT` epoch milliseconds, `String` and
/// [TextId] as `TEXT`, which holds no NUL ([UnstorableText]). Exceptions do not tell what was bound.
final class ColumnTypes extends JdbiPlugin.Singleton {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        // what is bound may be a secret: it must not reach a log by way of an exception's message
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.registerArgument(new InstantArgument());
        jdbi.registerArgument(new TextArgument());
        jdbi.registerArgument(new TextIdArgument());
        ColumnMapper<Instant> instant = (row, column, _) -> {
            var millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        };
        jdbi.registerColumnMapper(Instant.class, instant);
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
        InstantArgument() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setLong(position, value.toEpochMilli());
        }
    }

    private static final class TextIdArgument extends AbstractArgumentFactory<TextId> {
        TextIdArgument() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(TextId value, ConfigRegistry config) {
            return text(value.value());
        }
    }

    private static final class TextArgument extends AbstractArgumentFactory<String> {
        TextArgument() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            return text(value);
        }
    }

    private static Argument text(String value) {
        if (value.indexOf('\0') >= 0) throw new UnstorableText();
        return (position, statement, _) -> statement.setString(position, value);
    }
}
