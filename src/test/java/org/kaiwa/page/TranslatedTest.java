package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatedTest {

    private static final Path PAGE = Path.of("webapp");

    @ParameterizedTest
    @CsvSource({
        "sign-in, ja", "sign-in-failed, ja", "signed-out, ja",
        "sign-in, zh-Hans", "sign-in-failed, zh-Hans", "signed-out, zh-Hans"
    })
    void whatStandsBeforeTheChatIsThereInEachLanguage(String document, String language) throws IOException {
        String html = Files.readString(PAGE.resolve(document + ".html"));
        Map<String, String> words =
                WarFiles.table(Files.readAllBytes(PAGE.resolve("WEB-INF/words/" + language + ".json")));

        assertThat(Translated.of(html, language, words)).isPresent();
        assertThat(words)
                .allSatisfy((here, there) -> assertThat(there).isNotBlank().isNotEqualTo(here));
    }

    @Test
    void onlyWhatIsSaidIsTranslatedAndNotWhatItIsCalled() {
        String html = "<!DOCTYPE html>\n<html lang=\"en\">\n<!-- name > name --><input name=\"name\">\n<b>\n name </b>";

        assertThat(Translated.of(html, "ja", Map.of("name", "名前")))
                .hasValue(
                        "<!DOCTYPE html>\n<html lang=\"ja\">\n<!-- name > name --><input name=\"name\">\n<b>\n 名前 </b>");
    }

    @Test
    void whatIsTranslatedByHalfIsNot() {
        assertThat(Translated.of("<html lang=\"en\"><p>name</p><p>age</p>", "ja", Map.of("name", "名前")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zh-TW, zh-Hans", "ja-JP, ja", "en, en", "de, ''"})
    void whoeverReadsAKindOfALanguageGetsTheOneThatThereIs(String wanted, String chosen) {
        assertThat(Translated.choose(
                                Collections.enumeration(List.of(Locale.FRENCH, Locale.forLanguageTag(wanted))),
                                Set.of("en", "ja", "zh-Hans"))
                        .orElse(""))
                .isEqualTo(chosen);
    }
}
