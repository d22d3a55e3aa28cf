package org.kaiwa.page;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of the page in another language: those that stand before the chat have no script that could put words in, so the server does.
 *
 * <p>There is one document, and for each language a table of what it says ({@code WEB-INF/words}): what a form is called and where it is sent stands once. By pattern and not by
 * grammar, for documents of our own.
 */
final class Translated {

    private static final Pattern TEXT = Pattern.compile(">(\\s*)([^<>\\s][^<>]*?)(\\s*)<");
    private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([^\"]+)\"");

    private Translated() {}

    /**
     * Translates.
     *
     * @param html a document
     * @param language the tag of the other language (BCP 47)
     * @param words what is said there, by what is said here
     * @return the document; empty if anything of it has no translation, for half a one helps nobody
     */
    static Optional<String> of(String html, String language, Map<String, String> words) {
        Matcher texts = TEXT.matcher(html);
        if (texts.results().map(text -> text.group(2)).anyMatch(text -> !words.containsKey(text))) {
            return Optional.empty();
        }
        String translated = texts.replaceAll(
                text -> Matcher.quoteReplacement(">" + text.group(1) + words.get(text.group(2)) + text.group(3) + "<"));
        return Optional.of(
                LANGUAGE.matcher(translated).replaceFirst(Matcher.quoteReplacement("<html lang=\"" + language + "\"")));
    }

    /** The language that a document says it is in; empty if it does not say so. */
    static String languageOf(String html) {
        Matcher matcher = LANGUAGE.matcher(html);
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * Chooses a language, as {@code app/i18n/index.js} does for the chat: by the first part of its tag, so that whoever reads any Chinese gets the one that there is.
     *
     * @param wanted what the reader wants, most of all first
     * @param languages the tags of those that there are
     * @return one of them; empty if none is wanted
     */
    static Optional<String> choose(Enumeration<Locale> wanted, Set<String> languages) {
        return Collections.list(wanted).stream()
                .map(Locale::getLanguage)
                .flatMap(language -> languages.stream()
                        .filter(tag -> Locale.forLanguageTag(tag).getLanguage().equals(language)))
                .findFirst();
    }
}
