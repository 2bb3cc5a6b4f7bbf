import Glibc
import ZhenglintProject
import ZhenglintScan

/// A file in the text format of Prometheus, replaced whole each time, for the node exporter's textfile
/// collector.
struct ScanMetrics {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// - Throws: `UsageError`, where the file cannot be written.
  func write(_ progress: ScanProgress, of run: ScanRun) throws(UsageError) {
    let state = progress.state
    var text = ""
    func metric(_ name: String, _ type: String, _ help: String, _ value: String) {
      text += "# HELP zhenglint_scan_\(name) \(help)\n# TYPE zhenglint_scan_\(name) \(type)\n"
      text += "zhenglint_scan_\(name){run=\"\(run.id)\"} \(value)\n"
    }
    metric("inputs", "gauge", "Inputs of the run.", "\(state.total)")
    metric("inputs_done", "gauge", "Inputs with a result.", "\(state.done)")
    metric(
      "inputs_unread_total", "counter", "Inputs that this call could not read.", "\(state.unread)")
    metric("findings_total", "counter", "Findings that this call made.", "\(state.findings)")
    metric("inputs_per_second", "gauge", "Rate of this call.", "\(state.rate)")
    metric("updated_seconds", "gauge", "When this was written, Unix time.", "\(time(nil))")
    do {
      try RawPath(path.utf8).replaceContents(with: Array(text.utf8))
    } catch {
      throw .outputNotWritable(path, error)
    }
  }
}
