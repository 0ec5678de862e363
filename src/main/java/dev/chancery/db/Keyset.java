package dev.chancery.db;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// A list that pages by its sort key, so that depth costs nothing and rows that come or go shift nothing.
///
/// `columns` and `from` are the statement's own text (`from` with its `WHERE`, values as `:names`), `order` the columns
/// that sort it and together are unique, `position` their values (`String` or `Long`) in a row.
public record Keyset<T>(
        String columns,
        String from,
        List<String> order,
        boolean newestFirst,
        RowMapper<T> row,
        Function<T, List<Object>> position) {

    /// Sorts behind every text, so that a prefix and the prefix with this enclose all that begins with it.
    public static final String LAST = "\udbff\udfff";

    /// [UnknownPage] when the `after` token is not one of this list's.
    public Page<T> page(Handle db, ListName list, Map<String, ?> values, PageRequest request, Pages pages) {
        var name = list.toString();
        var after = request.after() == null ? null : opened(pages.tokens(), name, request.after());
        var rows = rows(db, values, request, after);
        var more = rows.size() > request.size();
        var content = more ? rows.subList(0, request.size()) : rows;
        var total = total(pages.totals().of(list, () -> counted(db, values)));
        return new Page<>(
                List.copyOf(content),
                request.page(),
                request.size(),
                total,
                total == null ? null : Math.ceilDiv(total.intValue(), request.size()),
                more ? pages.tokens().seal(name, position.apply(content.getLast())) : null);
    }

    private List<Object> opened(PageToken tokens, String list, String token) {
        return tokens.open(list, token)
                .filter(position -> position.size() == order.size())
                .orElseThrow(() -> new UnknownPage());
    }

    private List<T> rows(Handle db, Map<String, ?> values, PageRequest request, @Nullable List<Object> after) {
        var keys = IntStream.range(0, order.size()).mapToObj(i -> ":after" + i).collect(Collectors.joining(", "));
        var beyond = after == null
                ? ""
                : " AND (%s) %s (%s)".formatted(String.join(", ", order), newestFirst ? "<" : ">", keys);
        var direction = newestFirst ? " DESC" : "";
        var sorted = order.stream().map(column -> column + direction).collect(Collectors.joining(", "));
        var query = db.createQuery("SELECT %s FROM %s%s ORDER BY %s LIMIT :limit OFFSET :offset"
                        .formatted(columns, from, beyond, sorted))
                .bindMap(values)
                .bind("limit", request.size() + 1)
                .bind("offset", request.offset());
        if (after != null) for (var i = 0; i < after.size(); i++) query.bind("after" + i, after.get(i));
        return query.map(row).list();
    }

    private static @Nullable Long total(long counted) {
        return counted > PageRequest.DEEPEST ? null : counted;
    }

    /// Counted only as far as pages by number reach.
    private long counted(Handle db, Map<String, ?> values) {
        return db.createQuery("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT :most) AS counted".formatted(from))
                .bindMap(values)
                .bind("most", PageRequest.DEEPEST + 1)
                .mapTo(long.class)
                .one();
    }
}
