import CSystemCalls
import Glibc

/// A command that runs meanwhile, and can't write to any file: the thread that starts it has given that up, and what a
/// thread has given up holds for all that it starts.
final class UnwritingRun {
  private let process: BoundedProcess
  private var thread = pthread_t()
  private var isRunning = false
  private var result: BoundedProcess.Outcome?

  /// Starts it.
  init(of process: BoundedProcess) {
    self.process = process
    isRunning =
      pthread_create(
        &thread, nil,
        { pointer in
          let run = Unmanaged<UnwritingRun>.fromOpaque(pointer!).takeUnretainedValue()
          if berth_forbid_writing() == 0 { run.result = run.process.run() }
          return nil
        }, Unmanaged.passUnretained(self).toOpaque()) == 0
  }

  deinit { join() }

  /// What has come of it, once it has ended; nil where the system can't keep it from writing: then it was not run.
  var outcome: BoundedProcess.Outcome? {
    join()
    return result
  }

  private func join() {
    if isRunning { pthread_join(thread, nil) }
    isRunning = false
  }
}
