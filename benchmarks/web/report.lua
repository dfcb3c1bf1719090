-- With the argument "fresh" each request carries a query nobody asked before, so that no cache can answer it.
local fresh, counter, pid = false, 0, tostring(os.time())

function init(args)
  fresh = args[1] == "fresh"
end

function request()
  if not fresh then
    return wrk.format()
  end
  counter = counter + 1
  return wrk.format(nil, wrk.path .. "?fresh=" .. pid .. "." .. counter .. tostring(wrk):sub(-5))
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('REPORT{"requests": %d, "rps": %.2f, "p95_ms": %.3f, "failed": %d}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), latency:percentile(95) / 1000,
    e.status + e.connect + e.read + e.write + e.timeout))
end
