package org.kaiwa.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A module or a style sheet of the page with all that it imports inside, so that a first visit takes a handful of requests and not more than a hundred.
 *
 * <p>It is done by pattern and not by grammar, for the few forms of import and export that the
 * page has, each on a line of its own; another one is an error, not a guess. A module keeps a scope of its own: it becomes a function that is called once, after those
 * that it imports. Nothing changes for the modules but where they are from: what {@code import.meta.url} and {@code import(…)} mean is kept.
 */
final class Combined {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]*}) from '([^']+)';$");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export (?=(?:async function|function|const|class) ([\\w$]+))");
    private static final Pattern OTHER = Pattern.compile("(?m)^\\s*(?:import\\b(?!\\s*[(.])|export\\b).*$");
    private static final Pattern LATER = Pattern.compile("\\bimport\\('([^']+)'\\)");
    private static final Pattern OWN_ADDRESS = Pattern.compile("\\bimport\\.meta\\.url\\b");
    private static final Pattern STYLES = Pattern.compile("(?m)^@import url\\(\"([^\"]+)\"\\)([^;]*);$");

    private final String root;
    private final UnaryOperator<String> texts;
    private final Predicate<String> isApart;
    private final Set<String> open = new LinkedHashSet<>();

    /** What comes before the root, by path, in the order in which it is needed. */
    private final Map<String, String> before = new LinkedHashMap<>();

    private Combined(String root, UnaryOperator<String> texts, Predicate<String> isApart) {
        this.root = root;
        this.texts = texts;
        this.isApart = isApart;
    }

    /**
     * Puts together.
     *
     * @param root the path of a module or of a style sheet; of other kinds the text is given back as it is
     * @param texts gives the text of a path's file, null if there is none
     * @param isApart whether a module stays a file of its own, which is imported
     * @throws IllegalStateException if the page has a form of import or export that is not known here, or modules that import each other in a circle
     */
    static String of(String root, UnaryOperator<String> texts, Predicate<String> isApart) {
        if (root.endsWith(".css")) {
            return styles(root, texts);
        }
        return root.endsWith(".js") ? new Combined(root, texts, isApart).module() : texts.apply(root);
    }

    private static String styles(String path, UnaryOperator<String> texts) {
        return STYLES.matcher(texts.apply(path)).replaceAll(imported -> {
            String other = References.resolve(path, imported.group(1));
            String media = imported.group(2).strip();
            String inside = styles(other, texts);
            return Matcher.quoteReplacement(media.isEmpty() ? inside : "@media " + media + " {\n" + inside + "}\n");
        });
    }

    private String module() {
        String body = scopeOf(root, texts.apply(root));
        return String.join("", before.values()) + body;
    }

    /** What a module consists of but its exports, after all that it imports has been put before. */
    private String scopeOf(String path, String text) {
        if (!open.add(path)) {
            throw new IllegalStateException(path + " imports itself, by way of " + open);
        }
        List<String> imported = new ArrayList<>();
        String body = IMPORT.matcher(text).replaceAll(found -> {
            String other = References.resolve(path, found.group(2));
            require(other);
            imported.add("const " + found.group(1).replaceAll("\\s+as\\s+", ": ") + " = " + nameOf(other) + ";\n");
            return "";
        });
        Matcher other = OTHER.matcher(EXPORT.matcher(body).replaceAll(""));
        if (other.find()) {
            throw new IllegalStateException(
                    "Unknown form in " + path + ": " + other.group().strip());
        }
        open.remove(path);
        return String.join("", imported) + (path.equals(root) ? body : moved(path, body));
    }

    private void require(String path) {
        if (before.containsKey(path)) {
            return;
        }
        if (isApart.test(path)) {
            before.put(path, "import * as " + nameOf(path) + " from '" + fromRoot(path) + "';\n");
            return;
        }
        String text = texts.apply(path);
        if (text == null) {
            throw new IllegalStateException("There is no " + path + ", which is imported by " + open);
        }
        String names =
                EXPORT.matcher(text).results().map(found -> found.group(1)).collect(Collectors.joining(", "));
        String scope = EXPORT.matcher(scopeOf(path, text)).replaceAll("");
        before.put(path, "const " + nameOf(path) + " = (() => {\n" + scope + "return { " + names + " };\n})();\n");
    }

    /** What in a module depends on where it is, for the place of the root. */
    private String moved(String path, String body) {
        String rebased = LATER.matcher(body).replaceAll(found -> rebased(path, found));
        return OWN_ADDRESS
                .matcher(rebased)
                .replaceAll(Matcher.quoteReplacement("new URL('" + fromRoot(path) + "', import.meta.url).href"));
    }

    private String rebased(String path, MatchResult found) {
        return Matcher.quoteReplacement("import('" + fromRoot(References.resolve(path, found.group(1))) + "')");
    }

    private String fromRoot(String path) {
        String relative =
                Path.of(root).getParent().relativize(Path.of(path)).toString().replace('\\', '/');
        return relative.startsWith(".") ? relative : "./" + relative;
    }

    private static String nameOf(String path) {
        return path.replaceAll("[^A-Za-z0-9]", "\\$");
    }
}
