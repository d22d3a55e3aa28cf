package org.kaiwa.page;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The files of the page, under a version that is another one as soon as any of them changes. Immutable.
 *
 * <p>Held are the page's own files and those of WebJars that they lead to. What else is in a WebJar is not looked at.
 */
final class PageFiles {

    /** The document that all else hangs on. */
    static final String INDEX = "/index.html";

    /** The service worker: the browser knows it by its address, so that has no version in it. */
    static final String WORKER = "/sw.js";

    /** The web app's manifest: what it names is relative to its own address. */
    static final String MANIFEST = "/manifest.webmanifest";

    /** Where the files of WebJars are. */
    static final String WEBJARS = "/webjars/";

    private static final String END_OF_HEAD = "</head>";

    private final String version;
    private final Map<String, PageFile> held = new HashMap<>();

    /** Documents that there are in several languages, by path and by the tag of the language; the language they are written in is among these. */
    private final Map<String, Map<String, PageFile>> translated = new HashMap<>();

    /**
     * Makes the version, and what is sent under it.
     *
     * @param own the bytes of the page's own files, by path
     * @param webJars reads a file of a WebJar, null if there is none
     * @param types tells the media type of a path
     * @param words for each other language, by its tag, what is said in it ({@link Translated})
     */
    PageFiles(
            SortedMap<String, byte[]> own,
            Function<String, byte[]> webJars,
            UnaryOperator<String> types,
            Map<String, Map<String, String>> words) {
        // First of all: in comments there are references that are none, such as the types of JSDoc.
        SortedMap<String, byte[]> all = new TreeMap<>(own);
        all.replaceAll((path, bytes) -> isProgram(path) ? bytes(Uncommented.of(path, text(bytes))) : bytes);
        References.reachable(own.keySet(), path -> {
            byte[] bytes = all.computeIfAbsent(path, other -> other.startsWith(WEBJARS) ? webJars.apply(other) : null);
            return bytes == null ? null : text(bytes);
        });
        combine(own.keySet(), all);
        this.version = Hash.of(all);
        all.forEach((path, bytes) -> held.put(path, new PageFile(types.apply(path), sent(path, all))));
        all.keySet().stream().filter(path -> path.endsWith(".html")).forEach(path -> translate(path, words, types));
    }

    private void translate(String path, Map<String, Map<String, String>> words, UnaryOperator<String> types) {
        String document = text(held.get(path).plain().bytes());
        Map<String, PageFile> others = new HashMap<>();
        words.forEach((language, table) -> Translated.of(document, language, table)
                .ifPresent(other ->
                        others.put(language, new PageFile(types.apply(path), other.getBytes(StandardCharsets.UTF_8)))));
        if (!others.isEmpty()) {
            others.put(Translated.languageOf(document), held.get(path));
            translated.put(path, others);
        }
    }

    /** What a browser asks for is sent with all that it imports inside. */
    private static void combine(Set<String> own, SortedMap<String, byte[]> all) {
        UnaryOperator<String> texts = path -> all.containsKey(path) ? text(all.get(path)) : null;
        Map<String, Set<String>> asked = asked(own, texts);
        Map<String, String> combined = new HashMap<>();
        for (String path : own) {
            Set<String> apart = asked.get(path);
            if (apart != null && isProgram(path)) {
                combined.put(
                        path, Combined.of(path, texts, other -> other.startsWith(WEBJARS) || apart.contains(other)));
            }
        }
        combined.forEach((path, text) -> all.put(path, bytes(text)));
    }

    private static boolean isProgram(String path) {
        return path.endsWith(".js") || path.endsWith(".css");
    }

    /**
     * What documents ask for, each with the modules that stay apart from it: those that something else imports too that the same document asks for. Inside both there would
     * be two instances of them.
     */
    private static Map<String, Set<String>> asked(Set<String> own, UnaryOperator<String> texts) {
        Map<String, Set<String>> asked = new HashMap<>();
        for (String document : own) {
            if (document.endsWith(".html")) {
                Set<String> ofDocument = References.askedFor(References.reachable(Set.of(document), texts), texts);
                Map<String, Long> importers = ofDocument.stream()
                        .filter(path -> path.endsWith(".js"))
                        .flatMap(path -> References.modulesOf(path, texts).stream())
                        .collect(Collectors.groupingBy(path -> path, Collectors.counting()));
                importers.values().removeIf(count -> count == 1);
                ofDocument.forEach(path ->
                        asked.computeIfAbsent(path, first -> new HashSet<>()).addAll(importers.keySet()));
            }
        }
        return asked;
    }

    /**
     * What the service worker keeps.
     *
     * @param version of the page
     * @param files what {@code index.html} leads to, relative to the application's root
     */
    @JsonbPropertyOrder({"version", "files"})
    public record Shell(String version, List<String> files) {}

    /** The version of all of them. */
    String version() {
        return version;
    }

    /** A file by its path, if it is held. */
    Optional<PageFile> find(String path) {
        return Optional.ofNullable(held.get(path));
    }

    /** A document in all languages that there are of it, by the tag of the language; empty if it is the same for everybody. */
    Map<String, PageFile> inLanguages(String path) {
        return translated.getOrDefault(path, Map.of());
    }

    /** Whether a file of some path is to be had under the version, if there is one. */
    static boolean isVersioned(String path) {
        return !path.endsWith(".html") && !path.equals(WORKER) && !path.equals(MANIFEST);
    }

    private byte[] sent(String path, Map<String, byte[]> all) {
        byte[] bytes = all.get(path);
        if (path.endsWith(".html")) {
            String up = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
            String document = References.rewrite(
                    path,
                    text(bytes),
                    target -> all.containsKey(target) && isVersioned(target) ? up + prefixed(target) : null);
            return document.replace(END_OF_HEAD, preloads(path, up, all) + END_OF_HEAD)
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (path.equals(WORKER)) {
            return (shell(all) + text(bytes)).getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    /** Without these the browser learns of a module only when it has read the one that imports it, and so on, step by step. */
    private String preloads(String document, String up, Map<String, byte[]> all) {
        return References.modulesOf(document, path -> all.containsKey(path) ? text(all.get(path)) : null).stream()
                .map(module -> "  <link rel=\"modulepreload\" href=\"" + up + prefixed(module) + "\">\n")
                .collect(Collectors.joining());
    }

    private String shell(Map<String, byte[]> all) {
        List<String> files =
                References.reachable(Set.of(INDEX), path -> all.containsKey(path) ? text(all.get(path)) : null).stream()
                        .filter(PageFiles::isVersioned)
                        .map(this::prefixed)
                        .toList();
        return "const SHELL = " + JsonbBuilder.create().toJson(new Shell(version, files)) + ";\n";
    }

    private String prefixed(String path) {
        return "v/" + version + path;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
