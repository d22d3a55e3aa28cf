package org.kaiwa.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How much memory the JVM keeps besides what is in use. By default HotSpot keeps up to 70 % of the heap free (JEP 346), which after a crowd has come in is more
 * than the crowd itself takes: 1.2 GB for the 0.5 GB of fifteen thousand connections.
 */
final class Heap {

    /** Of HotSpot, all manageable at run time. The least comes before the most, for it must not exceed it at any time. */
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("MinHeapFreeRatio", "5");
        OPTIONS.put("MaxHeapFreeRatio", "10");
        // At fifteen thousand idle connections the heartbeat alone makes a collection every twenty seconds or so.
        OPTIONS.put("G1PeriodicGCInterval", "15000");
    }

    private Heap() {}

    /** Lets the JVM give back what it does not need. What somebody has set is left as it is, and so is a JVM that does not know these options. */
    static void giveBack() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        OPTIONS.forEach((name, value) -> {
            try {
                if (vm != null && vm.getVMOption(name).getOrigin() == VMOption.Origin.DEFAULT) {
                    vm.setVMOption(name, value);
                }
            } catch (IllegalArgumentException otherJvm) {
                Logger.getLogger(Heap.class.getName()).log(Level.FINE, name + " is not set", otherJvm);
            }
        });
    }
}
