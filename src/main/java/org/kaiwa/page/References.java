package org.kaiwa.page;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds which files a file of the page refers to, so that nobody has to keep a list of them.
 *
 * <p>By pattern and not by grammar: a word of a comment that looks like a reference leads to a file that is not there, and is passed over.
 */
final class References {

    private static final Pattern IN_HTML = Pattern.compile("\\b(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IN_MODULE =
            Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"'](\\.{0,2}/[^\"'\\s]+)[\"']");

    /** The imports without which a module does not begin: not those of {@code import(…)}, which are for later. */
    private static final Pattern AT_ONCE = Pattern.compile("\\b(?:from|import)\\s*[\"'](\\.{0,2}/[^\"'\\s]+)[\"']");

    /** Those of {@code import(…)}. */
    private static final Pattern LATER = Pattern.compile("\\bimport\\s*\\(\\s*[\"'](\\.{0,2}/[^\"'\\s]+)[\"']");

    private static final Pattern IN_STYLES = Pattern.compile("(?:@import\\s+|url\\(\\s*)[\"']?([^\"')\\s]+)[\"']?");

    private static final Map<String, Pattern> PATTERNS =
            Map.of("html", IN_HTML, "js", IN_MODULE, "mjs", IN_MODULE, "css", IN_STYLES);

    private References() {}

    /**
     * Follows references to their end.
     *
     * @param from the paths to begin with
     * @param texts gives the text of a path's file, null if there is none
     * @return what they lead to, themselves too, in the order of their names
     */
    static Set<String> reachable(Collection<String> from, UnaryOperator<String> texts) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String path = open.pop();
            String text = reached.contains(path) ? null : texts.apply(path);
            if (text != null) {
                reached.add(path);
                open.addAll(in(path, text));
            }
        }
        return reached;
    }

    /** The paths that a file refers to, as they are within the application. */
    static Set<String> in(String path, String text) {
        return found(PATTERNS.get(ending(path)), path, text);
    }

    /**
     * The files that others ask for by their address and do not import: those that a document names, and those that a module imports when it needs them.
     *
     * @param from the paths of documents and modules
     * @param texts gives the text of a path's file
     */
    static Set<String> askedFor(Collection<String> from, UnaryOperator<String> texts) {
        Set<String> asked = new TreeSet<>();
        for (String path : from) {
            Pattern pattern = PATTERNS.get(ending(path));
            asked.addAll(found(isModule(path) ? LATER : pattern == IN_HTML ? IN_HTML : null, path, texts.apply(path)));
        }
        return asked;
    }

    /**
     * The modules that a document or a module needs before anything of it runs.
     *
     * @param from its path; a module needs itself
     * @param texts gives the text of a path's file, null if there is none
     * @return their paths, those first that are found first
     */
    static Set<String> modulesOf(String from, UnaryOperator<String> texts) {
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(isModule(from) ? Set.of(from) : in(from, texts.apply(from)));
        while (!open.isEmpty()) {
            String path = open.pop();
            String text = isModule(path) && !needed.contains(path) ? texts.apply(path) : null;
            if (text != null) {
                needed.add(path);
                open.addAll(found(AT_ONCE, path, text));
            }
        }
        return needed;
    }

    private static boolean isModule(String path) {
        return PATTERNS.get(ending(path)) == IN_MODULE;
    }

    private static Set<String> found(Pattern pattern, String path, String text) {
        Set<String> found = new LinkedHashSet<>();
        if (pattern != null) {
            pattern.matcher(text).results().forEach(match -> found.add(resolve(path, match.group(1))));
        }
        return found;
    }

    /** Puts other references into a document: {@code change} is given the path that one leads to, and gives what to write, or null to leave it. */
    static String rewrite(String path, String html, UnaryOperator<String> change) {
        return IN_HTML.matcher(html).replaceAll(match -> Matcher.quoteReplacement(changed(path, match, change)));
    }

    private static String changed(String path, MatchResult match, UnaryOperator<String> change) {
        String other = change.apply(resolve(path, match.group(1)));
        return other == null ? match.group() : match.group().replace(match.group(1), other);
    }

    /** The path that a reference in a file leads to, as it is within the application; empty if it leads elsewhere. */
    static String resolve(String path, String reference) {
        try {
            URI there = URI.create(path).resolve(reference);
            return there.isAbsolute() || there.getAuthority() != null || there.getPath() == null ? "" : there.getPath();
        } catch (IllegalArgumentException notAReference) {
            return "";
        }
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
