package dev.chancery.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// A list that pages by its sort key, so that depth costs nothing and rows that come or go shift nothing.
///
/// `columns` and `from` are the statement's own text (`from` with its `WHERE`, values as `:names`), `order` the columns
/// that sort it and together are unique, `position` their values (`String` or `Long`) in a row. With `bounds`, those
/// whose first column of `order` lies within them. A `filter` is a condition that no index answers: for the rows that
/// pass it, a page looks at 10,000 rows and no further, so that it may be short, or empty, and have a next one all the
/// same.
public record Keyset<T>(
        String columns,
        String from,
        Bounds bounds,
        String filter,
        List<String> order,
        boolean newestFirst,
        RowMapper<T> row,
        Function<T, List<Object>> position) {

    private static final int FURTHEST = PageRequest.DEEPEST + 1;

    /// From `least` on, until before `most`.
    record Bounds(@Nullable Object least, @Nullable Object most) {
        static final Bounds NONE = new Bounds(null, null);
    }

    /// @param end where the looking ended, when that was not the end of the list
    private record Part<T>(List<T> rows, @Nullable List<Object> end) {
        boolean suffices(PageRequest request) {
            return rows.size() > request.size() || end == null;
        }
    }

    public Keyset(
            String columns,
            String from,
            List<String> order,
            boolean newestFirst,
            RowMapper<T> row,
            Function<T, List<Object>> position) {
        this(columns, from, Bounds.NONE, "", order, newestFirst, row, position);
    }

    /// Those that begin with it.
    public Keyset<T> within(String prefix) {
        return within(prefix.isEmpty() ? Bounds.NONE : new Bounds(prefix, prefix + Beginning.LAST));
    }

    public Keyset<T> within(Span span) {
        return within(new Bounds(span.from(), span.until()));
    }

    private Keyset<T> within(Bounds bounds) {
        return new Keyset<>(columns, from, bounds, filter, order, newestFirst, row, position);
    }

    public Keyset<T> reversed() {
        return new Keyset<>(columns, from, bounds, filter, order, !newestFirst, row, position);
    }

    public Keyset<T> through(String filter) {
        return new Keyset<>(columns, from, bounds, filter, order, newestFirst, row, position);
    }

    /// [UnknownPage] when the `after` token is not one of this list's.
    public Page<T> page(Handle db, ListName list, Map<String, ?> values, PageRequest request, Pages pages) {
        if (!request.reverse()) return page(db, list, list.toString(), values, request, pages);
        return reversed().page(db, list, list + " reversed", values, request, pages);
    }

    private Page<T> page(
            Handle db, ListName list, String name, Map<String, ?> values, PageRequest request, Pages pages) {
        var after = request.after() == null ? null : opened(pages.tokens(), name, request.after());
        var part = part(db, values, request, after);
        var more = part.rows().size() > request.size();
        var content = more ? part.rows().subList(0, request.size()) : part.rows();
        var next = more ? position.apply(content.getLast()) : part.end();
        var total = total(pages.totals().of(list, () -> counted(db, values)));
        return new Page<>(
                List.copyOf(content),
                request.page(),
                request.size(),
                total,
                total == null ? null : Math.ceilDiv(total.intValue(), request.size()),
                next == null ? null : pages.tokens().seal(name, next));
    }

    private List<Object> opened(PageToken tokens, String list, String token) {
        return tokens.open(list, token)
                .filter(position -> position.size() == order.size())
                .orElseThrow(() -> new UnknownPage());
    }

    /// Looks at few rows first, since most filters let many of them pass.
    private Part<T> part(Handle db, Map<String, ?> values, PageRequest request, @Nullable List<Object> after) {
        if (filter.isEmpty()) return new Part<>(rows(db, values, request, after, null), null);
        var few = Math.min(FURTHEST, 3 * (request.offset() + request.size() + 1));
        var near = part(db, values, request, after, few);
        return few == FURTHEST || near.suffices(request) ? near : part(db, values, request, after, FURTHEST);
    }

    private Part<T> part(
            Handle db, Map<String, ?> values, PageRequest request, @Nullable List<Object> after, int reach) {
        var end = place(db, values, after, reach);
        return new Part<>(rows(db, values, request, after, end), end);
    }

    private List<T> rows(
            Handle db,
            Map<String, ?> values,
            PageRequest request,
            @Nullable List<Object> after,
            @Nullable List<Object> end) {
        return bound(
                        db.createQuery("SELECT %s FROM %s%s%s ORDER BY %s LIMIT :limit OFFSET :offset"
                                .formatted(columns, from, between(after, end), passing(), sorted())),
                        values,
                        after,
                        end)
                .bind("limit", request.size() + 1)
                .bind("offset", request.offset())
                .map(row)
                .list();
    }

    /// The sort key of the row that is so many behind `after`, whether it passes or not; null when there are fewer.
    private @Nullable List<Object> place(Handle db, Map<String, ?> values, @Nullable List<Object> after, int distance) {
        return bound(
                        db.createQuery("SELECT %s FROM %s%s ORDER BY %s LIMIT 1 OFFSET :skipped"
                                .formatted(String.join(", ", order), from, between(after, null), sorted())),
                        values,
                        after,
                        null)
                .bind("skipped", distance - 1)
                .map((found, _) -> key(found))
                .findOne()
                .orElse(null);
    }

    private List<Object> key(ResultSet found) throws SQLException {
        var key = new ArrayList<Object>();
        for (var i = 1; i <= order.size(); i++)
            key.add(found.getObject(i) instanceof Number number ? (Object) number.longValue() : found.getString(i));
        return key;
    }

    private static @Nullable Long total(long counted) {
        return counted > PageRequest.DEEPEST ? null : counted;
    }

    /// Counted only as far as pages by number reach; in order, so that it is the same index that is read.
    private long counted(Handle db, Map<String, ?> values) {
        if (!filter.isEmpty() && place(db, values, null, FURTHEST) != null) return FURTHEST;
        return bound(
                        db.createQuery(
                                "SELECT count(*) FROM (SELECT 1 FROM %s%s%s ORDER BY %s LIMIT :furthest) AS counted"
                                        .formatted(from, between(null, null), passing(), sorted())),
                        values,
                        null,
                        null)
                .bind("furthest", FURTHEST)
                .mapTo(long.class)
                .one();
    }

    /// One bound on each side: of two, a database may take the wider one for where to begin.
    private String between(@Nullable List<Object> after, @Nullable List<Object> end) {
        var least = bounds.least() == null ? "" : " AND %s >= :least".formatted(order.getFirst());
        var most = bounds.most() == null ? "" : " AND %s < :most".formatted(order.getFirst());
        var begin = after != null ? beyond(newestFirst ? "<" : ">", "after") : newestFirst ? most : least;
        var until = end != null ? beyond(newestFirst ? ">=" : "<=", "end") : newestFirst ? least : most;
        return begin + until;
    }

    private String beyond(String than, String key) {
        var names =
                IntStream.range(0, order.size()).mapToObj(i -> ":" + key + i).collect(Collectors.joining(", "));
        return " AND (%s) %s (%s)".formatted(String.join(", ", order), than, names);
    }

    /// Said so that no index seems to answer it: the list would be sorted as a whole.
    private String passing() {
        return filter.isEmpty() ? "" : " AND (%s) IS TRUE".formatted(filter);
    }

    private String sorted() {
        return order.stream()
                .map(column -> column + (newestFirst ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    private Query bound(Query query, Map<String, ?> values, @Nullable List<Object> after, @Nullable List<Object> end) {
        var all = new HashMap<String, Object>(values);
        if (bounds.least() != null) all.put("least", bounds.least());
        if (bounds.most() != null) all.put("most", bounds.most());
        if (after != null) for (var i = 0; i < after.size(); i++) all.put("after" + i, after.get(i));
        if (end != null) for (var i = 0; i < end.size(); i++) all.put("end" + i, end.get(i));
        return query.bindMap(all);
    }
}
