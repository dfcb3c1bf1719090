function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('REPORT{"requests": %d, "rps": %.2f, "p95_ms": %.3f, "failed": %d}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), latency:percentile(95) / 1000,
    e.status + e.connect + e.read + e.write + e.timeout))
end
