import Testing
import ZhenglintCore

@testable import ZhenglintScan

@Suite struct ScanStoreTests {}
