package org.kaiwa.server;

/** The application servers by their names, which are those of the directories in {@code server-config}. */
public final class AppServers {

    private AppServers() {}

    /** Starts the one that {@code kaiwa.test.server} names, Payara Micro unless it names one. */
    public static AppServer start(Setup setup) throws Exception {
        return start(System.getProperty("kaiwa.test.server", "payara-micro"), setup);
    }

    /** Starts the one of a name. Where the distribution of any but Payara Micro is, {@code kaiwa.test.server.home} says. */
    public static AppServer start(String name, Setup setup) throws Exception {
        return switch (name) {
            case "payara-micro" -> PayaraMicro.start(setup);
            case "open-liberty" -> OpenLiberty.start(setup);
            case "payara-server" -> PayaraServer.start(setup);
            case "wildfly" -> WildFly.start(setup);
            default -> throw new IllegalArgumentException("There is no server " + name + " (kaiwa.test.server).");
        };
    }
}
