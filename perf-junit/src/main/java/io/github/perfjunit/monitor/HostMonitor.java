// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.software.os.FileSystem;

/** Samples the machine by OSHI; the only class that touches it. */
final class HostMonitor implements Monitor {

    private static final double MIB = 1 << 20;

    private final LongSupplier clock;
    private final Differences received = new Differences();
    private final Differences sent = new Differences();
    private @Nullable Parts parts;
    private long @Nullable [] ticks;

    private record Parts(CentralProcessor processor, GlobalMemory memory, FileSystem files, List<NetworkIF> networks) {

        static Parts ofThisMachine() {
            SystemInfo system = new SystemInfo();
            return new Parts(
                    system.getHardware().getProcessor(),
                    system.getHardware().getMemory(),
                    system.getOperatingSystem().getFileSystem(),
                    system.getHardware().getNetworkIFs(true));
        }
    }

    HostMonitor(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public synchronized void sample(Gauges gauges) {
        Parts host = parts;
        if (host == null) {
            host = Parts.ofThisMachine();
            parts = host;
        }
        long[] before = ticks;
        ticks = host.processor.getSystemCpuLoadTicks();
        gauges.gauge(
                "host.cpu",
                "%",
                before == null ? Double.NaN : 100 * host.processor.getSystemCpuLoadBetweenTicks(before));
        long total = host.memory.getTotal();
        gauges.gauge("host.memory", "%", 100.0 * (total - host.memory.getAvailable()) / total);
        double load = host.processor.getSystemLoadAverage(1)[0];
        gauges.gauge("host.load", "", load < 0 ? Double.NaN : load);
        host.networks.forEach(NetworkIF::updateAttributes);
        long now = clock.getAsLong();
        double in = host.networks.stream().mapToDouble(NetworkIF::getBytesRecv).sum();
        double out = host.networks.stream().mapToDouble(NetworkIF::getBytesSent).sum();
        gauges.gauge("host.received", "MiB/s", received.perSecond(in, now) / MIB);
        gauges.gauge("host.sent", "MiB/s", sent.perSecond(out, now) / MIB);
        gauges.gauge("host.descriptors", "", (double) host.files.getOpenFileDescriptors());
    }
}
