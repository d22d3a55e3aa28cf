package org.kaiwa.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the {@link Settings} of what MicroProfile Config knows. */
@ApplicationScoped
public class SettingsProducer {

    /**
     * Reads the settings.
     *
     * @return the settings, the same ones for the whole life of the application
     * @throws InvalidSettingException if a value is not allowed
     */
    @Produces
    @Singleton
    public Settings settings() {
        return Settings.read(SettingsProducer::configured);
    }

    /**
     * Reads them while the application starts, so that a value that is not allowed stops it there and not at the first client.
     *
     * @param started the start of the application
     * @param settings the settings
     */
    void checkAtStart(@Observes @Initialized(ApplicationScoped.class) Object started, Settings settings) {
        // To have been injected is to have been checked.
    }

    private static Optional<String> configured(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }
}
