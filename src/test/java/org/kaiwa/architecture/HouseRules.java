package org.kaiwa.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of the house, for the packages below a root: the product's, or the fixtures' that break them. */
final class HouseRules {

    private final String root;

    private HouseRules(String root) {
        this.root = root;
    }

    /** The rules by the name of the fixture that breaks each. */
    static Map<String, ArchRule> below(String root) {
        HouseRules house = new HouseRules(root);
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("protocol.KnowsRooms", house.knowsOnly("protocol"));
        rules.put("config.KnowsProtocol", house.knowsOnly("config"));
        rules.put("identity.KnowsRooms", house.knowsOnly("identity", "protocol", "config"));
        rules.put("room.KnowsConnections", house.knowsOnly("room", "identity", "protocol", "config"));
        rules.put(
                "connection.KnowsThePage",
                house.knowsOnly("connection", "room", "identity", "protocol", "proxy", "config"));
        rules.put("store.KnowsConnections", house.knowsOnly("store", "room", "identity", "protocol", "config"));
        rules.put("proxy.KnowsRooms", house.knowsOnly("proxy", "config"));
        rules.put("page.KnowsRooms", house.knowsOnly("page", "proxy", "config"));
        rules.put("signon.KnowsRooms", house.knowsOnly("signon", "identity", "protocol", "proxy", "config"));
        rules.put("admin.KnowsConnections", house.knowsOnly("admin", "room", "identity", "protocol", "config"));
        rules.put("capture.KnowsRooms", house.knowsOnly("capture", "connection", "identity", "protocol", "config"));
        rules.put("launcher.KnowsRooms", house.knowsOnly("launcher", "config"));
        rules.put("room.KnowsWebSocket", house.roomKnowsNoTechnology());
        rules.put("connection.LinksTyrus", house.vendorsStayInTheirAdapters());
        rules.put("connection.RemembersThings", house.endpointsHaveNoState());
        return rules;
    }

    private ArchRule knowsOnly(String own, String... others) {
        String[] allowed = Arrays.stream(others).map(this::in).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(in(own))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAPackage(in(own))))
                        .and(not(resideInAnyPackage(allowed))));
    }

    private ArchRule roomKnowsNoTechnology() {
        return noClasses()
                .that()
                .resideInAPackage(in("room"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.websocket..", "jakarta.servlet..", "java.sql..", "javax.sql..", "com.hazelcast..");
    }

    private ArchRule vendorsStayInTheirAdapters() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("launcher"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.glassfish..", "fish.payara..", "com.hazelcast..", "org.eclipse.yasson..");
    }

    private ArchRule endpointsHaveNoState() {
        return fields().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(ServerEndpoint.class)
                .should()
                .haveRawType(in("connection").replace("..", "") + ".Connection")
                .orShould()
                .haveRawType(in("connection").replace("..", "") + ".Connections")
                .orShould()
                // Another endpoint, which has none either.
                .haveRawType(in("connection").replace("..", "") + ".ChatEndpoint");
    }

    private String in(String feature) {
        return root + "." + feature + "..";
    }
}
